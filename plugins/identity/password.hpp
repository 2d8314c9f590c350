#pragma once
// Which passwords are taken, and how they are kept: Argon2id, through libsodium. Any thread.

#include <string>
#include <string_view>
#include <vector>

#include <vestibule/result.hpp>

#include "word_list.hpp"

namespace vestibule::identity {

/// Fifteen characters or more, or eight with a second factor; nothing else is asked of it but not to be guessed first.
/// `words` are the person's and the house's own, which do not count as secret; of the dictionary no single one does, whatever is
/// put before or behind it. `invalid` says what to do.
Result<> check_password(std::string_view password, bool second_factor, const std::vector<std::string>& words = {}, const WordList& dictionary = {});
/// Six to twelve digits, not all alike, not a run.
Result<> check_pin(std::string_view pin);

/// "$argon2id$v=19$m=65536,t=2,p=1$...": 64 MiB and two passes, some 0.1 s. Empty if there is not so much memory.
std::string hash_password(std::string_view password);
/// Takes as long for a hash that is empty: whoever asks learns nothing from the time.
bool verify_password(const std::string& hash, std::string_view password);

/// Characters as people count them, of UTF-8.
std::size_t characters_in(std::string_view text);

}  // namespace vestibule::identity
