//! What a class sees of a child: an animal and a colour. Never a name.

use serde::{Deserialize, Serialize};

use crate::closed_list::closed_list;

closed_list! {
    /// The animals, all of Morocco, all told apart by their silhouette.
    Animal {
        Fennec = "fennec", Cat = "cat", Tortoise = "tortoise", Stork = "stork",
        Owl = "owl", Camel = "camel", Hedgehog = "hedgehog", Macaque = "macaque",
    }
}

closed_list! {
    /// The colours of the star behind the animal.
    Colour {
        Majorelle = "majorelle", Saffron = "saffron", Mint = "mint",
        Terra = "terra", Rose = "rose", Sky = "sky",
    }
}

/// Animal and colour together: 48 children of one class can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Avatar {
    /// The animal.
    pub animal: Animal,
    /// The colour of its star.
    pub colour: Colour,
}
