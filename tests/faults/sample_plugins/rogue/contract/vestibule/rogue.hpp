#pragma once
// A plugin made for tests: it behaves, or misbehaves in the way that is asked for.

#include <string>

#include "vestibule/json.hpp"

namespace vestibule::rogue {

struct Write {
  std::string word;
};
BOOST_DESCRIBE_STRUCT(Write, (), (word))

struct Misbehave {
  std::string way;
};
BOOST_DESCRIBE_STRUCT(Misbehave, (), (way))

struct WordWritten {
  static constexpr std::string_view name = "rogue.word_written";
  std::string word;
};
BOOST_DESCRIBE_STRUCT(WordWritten, (), (word))

struct Counted {
  int words = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (words))

}  // namespace vestibule::rogue
