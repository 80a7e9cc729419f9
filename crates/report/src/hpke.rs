//! HPKE (RFC 9180) as DAP-09 uses it: which labels and roles are bound to a ciphertext.
//!
//! The same rules as `janus_core::hpke`, without that crate's web server and metrics. Deliberately
//! not here: keys on disk, and any choice of algorithm beyond the one suite.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hpke_dispatch::{Aead, Config, Kdf, Kem};
use janus_messages::{
    HpkeAeadId, HpkeCiphertext, HpkeConfig, HpkeConfigId, HpkeKdfId, HpkeKemId, Role,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

const SUITE: Config = Config {
    aead: Aead::AesGcm128,
    kdf: Kdf::Sha256,
    kem: Kem::X25519HkdfSha256,
};

/// Length of an X25519 key, public or private, in bytes.
const KEY_LENGTH: usize = 32;

/// Why a message could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration names algorithms other than X25519, HKDF-SHA256 and AES-128-GCM.
    #[error("the HPKE configuration uses algorithms that this version does not speak")]
    UnsupportedSuite,
    /// The public key is not 32 bytes long.
    #[error("the HPKE public key is not 32 bytes long")]
    KeyLength,
    /// The cryptography refused: a wrong key, or bytes that were changed on the way.
    #[error("HPKE refused the message: {0}")]
    Hpke(#[from] hpke_dispatch::HpkeError),
}

/// What a ciphertext carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// One aggregator's share of one report.
    InputShare,
    /// One aggregator's share of a released sum.
    AggregateShare,
}

/// The application info of DAP-09: label, sender's role, recipient's role.
#[must_use]
pub fn application_info(label: Label, sender: Role, recipient: Role) -> Vec<u8> {
    let label: &[u8] = match label {
        Label::InputShare => b"dap-09 input share",
        Label::AggregateShare => b"dap-09 aggregate share",
    };
    [label, &[sender as u8, recipient as u8]].concat()
}

/// Checks that a configuration uses the one suite and has a key of the right length.
///
/// # Errors
///
/// [`Error::UnsupportedSuite`] or [`Error::KeyLength`].
pub fn check_config(config: &HpkeConfig) -> Result<(), Error> {
    let suite = (config.kem_id(), config.kdf_id(), config.aead_id());
    let supported = (
        &HpkeKemId::X25519HkdfSha256,
        &HpkeKdfId::HkdfSha256,
        &HpkeAeadId::Aes128Gcm,
    );
    if suite != supported {
        return Err(Error::UnsupportedSuite);
    }
    if config.public_key().as_ref().len() != KEY_LENGTH {
        return Err(Error::KeyLength);
    }
    Ok(())
}

/// Seals `plaintext` to the owner of `config`; randomness comes from the operating system.
///
/// # Errors
///
/// See [`check_config`]; [`Error::Hpke`] if the public key is not a valid point.
pub fn seal(
    config: &HpkeConfig,
    info: &[u8],
    plaintext: &[u8],
    associated_data: &[u8],
) -> Result<HpkeCiphertext, Error> {
    check_config(config)?;
    let sealed = SUITE.base_mode_seal(
        config.public_key().as_ref(),
        info,
        plaintext,
        associated_data,
    )?;
    Ok(HpkeCiphertext::new(
        *config.id(),
        sealed.encapped_key,
        sealed.ciphertext,
    ))
}

/// A key pair of an aggregator or of the collector.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HpkeKeypair {
    config: HpkeConfig,
    private_key: PrivateKey,
}

impl HpkeKeypair {
    /// A new key pair from the operating system's randomness.
    #[must_use]
    pub fn generate(id: u8) -> Self {
        let pair = Kem::X25519HkdfSha256.gen_keypair();
        let config = HpkeConfig::new(
            HpkeConfigId::from(id),
            HpkeKemId::X25519HkdfSha256,
            HpkeKdfId::HkdfSha256,
            HpkeAeadId::Aes128Gcm,
            pair.public_key.into(),
        );
        Self {
            config,
            private_key: PrivateKey(pair.private_key),
        }
    }

    /// The public half.
    #[must_use]
    pub fn config(&self) -> &HpkeConfig {
        &self.config
    }

    /// Opens a ciphertext that was sealed to this key.
    ///
    /// # Errors
    ///
    /// [`Error::Hpke`] if a byte of the ciphertext, info or associated data differs.
    pub fn open(
        &self,
        info: &[u8],
        ciphertext: &HpkeCiphertext,
        associated_data: &[u8],
    ) -> Result<Vec<u8>, Error> {
        Ok(SUITE.base_mode_open(
            &self.private_key.0,
            ciphertext.encapsulated_key(),
            info,
            ciphertext.payload(),
            associated_data,
        )?)
    }
}

impl fmt::Debug for HpkeKeypair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The private half must not reach a log.
        f.debug_struct("HpkeKeypair")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct PrivateKey(Vec<u8>);

impl Serialize for PrivateKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for PrivateKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match URL_SAFE_NO_PAD.decode(text) {
            Ok(key) if key.len() == KEY_LENGTH => Ok(Self(key)),
            // The value is a secret: it is not repeated in the message.
            _ => Err(de::Error::custom("a private key is 32 bytes in base64url")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_application_info_is_byte_for_byte_that_of_janus() {
        assert_eq!(
            application_info(Label::InputShare, Role::Client, Role::Leader),
            b"dap-09 input share\x01\x02"
        );
        assert_eq!(
            application_info(Label::InputShare, Role::Client, Role::Helper),
            b"dap-09 input share\x01\x03"
        );
        assert_eq!(
            application_info(Label::AggregateShare, Role::Helper, Role::Collector),
            b"dap-09 aggregate share\x03\x00"
        );
        let label = crate::DAP_VERSION.as_bytes();
        assert!(application_info(Label::InputShare, Role::Client, Role::Leader).starts_with(label));
    }

    #[test]
    fn a_message_opens_only_with_its_key_its_info_and_its_associated_data() {
        let (owner, other) = (HpkeKeypair::generate(1), HpkeKeypair::generate(1));
        let sealed = seal(owner.config(), b"info", b"secret", b"aad").unwrap();
        assert_eq!(owner.open(b"info", &sealed, b"aad").unwrap(), b"secret");
        assert!(other.open(b"info", &sealed, b"aad").is_err());
        assert!(owner.open(b"Info", &sealed, b"aad").is_err());
        assert!(owner.open(b"info", &sealed, b"Aad").is_err());
    }

    #[test]
    fn a_printed_key_pair_does_not_show_its_private_half() {
        let pair = HpkeKeypair::generate(1);
        let json = serde_json::to_value(&pair).unwrap();
        let private = json["private_key"].as_str().unwrap();
        assert!(!format!("{pair:?}").contains(private));
        let again: HpkeKeypair = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(again.config(), pair.config());
    }
}
