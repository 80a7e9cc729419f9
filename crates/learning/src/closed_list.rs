//! Closed lists: enums with one fixed name each, the same in code, storage, pictures and on
//! every transport.

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(#[doc = $text] #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in code, storage and pictures.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::closed_list::UnknownName;

            fn from_str(text: &str) -> Result<Self, $crate::closed_list::UnknownName> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::closed_list::UnknownName(text.to_owned())),
                }
            }
        }
    };
}
pub(crate) use closed_list;

/// A name that is not in a closed list.
#[derive(Debug, thiserror::Error)]
#[error("there is nothing called `{0}`")]
pub struct UnknownName(pub(crate) String);
