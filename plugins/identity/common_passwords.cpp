#include "common_passwords.hpp"

namespace vestibule::identity {
namespace {

// The commonest of the lists that were published after break-ins, the languages of the house, and words of this place.
constexpr std::string_view words[] = {
    "000000", "00000000", "0123456789", "0987654321", "111111", "11111111", "112233", "121212", "123123", "123321", "1234", "12345", "123456",
    "1234567", "12345678", "123456789", "1234567890", "131313", "147258369", "159753", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "2000", "2001", "2020",
    "2021", "2022", "2023", "2024", "2025", "2026", "222222", "333333", "4321", "444444", "54321", "555555", "654321", "666666", "696969", "7654321",
    "777777", "7777777", "87654321", "888888", "88888888", "987654321", "999999", "aaaa", "aaaaaa", "abc123", "abc12345", "abcd", "abcd1234",
    "abcdef", "abcdefg", "access", "admin", "admin123", "admin1234", "administrator", "allah", "always", "america", "andrew", "angel", "apple",
    "april", "arsenal", "asdf", "asdfgh", "asdfghjkl", "ashley", "august", "autumn", "azerty", "azertyuiop", "baby", "babygirl", "bailey", "banana",
    "barcelona", "baseball", "basketball", "batman", "bayern", "bear", "berlin", "best", "bienvenido", "bienvenue", "bismillah", "black", "blue12",
    "bonjour", "buster", "changeme", "charlie", "charlie1", "cheese", "chelsea", "cherry", "china", "chocolate", "christ", "clinic", "coffee",
    "college", "computer", "contrasena", "contrasenya", "cookie", "correcthorsebatterystaple", "corvette", "dance", "daniel", "december", "default",
    "diamond", "doctor", "doctors", "dollar", "dolphin", "dragon", "dragon1", "eagle", "earth", "elephant", "emergency", "energy", "england", "euro",
    "facebook", "falcon", "family", "father", "february", "ferrari", "flower", "football", "football1", "forest", "forever", "france", "freedom",
    "friday", "fruhling", "galaxy", "gamer", "garden", "geheim", "george", "germany", "ginger", "golden", "good", "google", "great", "green", "guest",
    "guitar", "habibi", "hahaha", "hallo", "happy", "harley", "haslo", "health", "healthcare", "heaven", "hello", "hello123", "hellohello",
    "hemmelig", "herbst", "hockey", "hola", "home", "honey", "horse", "hospital", "hospitals", "house", "hunter", "iloveyou", "iloveyou1", "india",
    "internet", "israel", "january", "jennifer", "jessica", "jesus", "jordan", "joshua", "juventus", "kennwort", "killer", "kiosk", "klinik",
    "krankenhaus", "letmein", "letmein1", "linux", "lion", "liverpool", "login", "lololo", "london", "loser", "lovelove", "lovely", "loveyou",
    "lucky", "lucky7", "madrid", "maggie", "march", "marhaba", "master", "matrix", "matthew", "maybe", "medical", "medicine", "mega", "mercedes",
    "michael", "microsoft", "monday", "money", "monkey", "monkey1", "moscow", "motdepasse", "mother", "mountain", "music", "mustang", "mylove",
    "myname", "mypassword", "mypassword1", "namaste", "naruto", "never", "nihao", "ninja", "nothing", "november", "nurse", "nurses", "ocean",
    "october", "office", "orange", "p4ssw0rd", "p4ssword", "panther", "paris", "pass1234", "passw0rd", "password", "password1", "password12",
    "password123", "password1234", "passwort", "patient", "patients", "peace", "pepper", "pharmacy", "phoenix", "pianoman", "planet", "player",
    "please", "pokemon", "porsche", "power", "princess", "princess1", "purple", "q1w2e3r4", "qazwsx", "qazwsxedc", "queue", "qwerty", "qwerty1",
    "qwerty12", "qwerty123", "qwertyuiop", "qwertz", "qwertzuiop", "rainbow", "ranger", "realmadrid", "reception", "river", "robert", "rocket",
    "root", "salaam", "salam", "samsung", "saturday", "school", "secret", "secret1", "secret123", "senha", "september", "shadow", "shalom", "silver",
    "smile", "snoopy", "soccer", "solo", "sommer", "sorry", "spain", "spiderman", "spring", "staff", "start", "start123", "starwars", "student",
    "summer", "sunday", "sunflower", "sunshine", "sunshine1", "super", "superman", "surgery", "sweet", "tajne", "teacher", "team", "temp", "temp1234",
    "temporary", "test", "testing", "thanks", "thequickbrownfox", "thisismypassword", "thomas", "thunder", "thursday", "tiger", "tigger", "triage",
    "trustno1", "tuesday", "turtle", "ultra", "user", "vanilla", "vestibule", "ward", "wednesday", "welcome", "welcome1", "welcome123", "whatever",
    "white", "willkommen", "windows", "winner", "winter", "wolf", "yamaha", "yellow", "yxcvbnm", "zaq12wsx", "zugang", "zxcvbn", "zxcvbnm",
};

}  // namespace

std::span<const std::string_view> common_passwords() { return words; }

}  // namespace vestibule::identity
