#pragma once
// A plugin made for the host's tests: it writes down words, and misbehaves on request.

#include <string>

#include "vestibule/json.hpp"

namespace vestibule::ledger {

struct Word {
  std::string word;
};
BOOST_DESCRIBE_STRUCT(Word, (), (word))

struct Counted {
  int words = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (words))

struct WordWritten {
  static constexpr std::string_view name = "ledger.word_written";
  std::string word;
};
BOOST_DESCRIBE_STRUCT(WordWritten, (), (word))

}  // namespace vestibule::ledger
