#pragma once
// A scenario file as steps. README.md shows the language.

#include <optional>
#include <string>
#include <vector>

#include "vestibule/json.hpp"

namespace vestibule::scenarios {

enum class Action { do_, ask, wait, restart, wall };

struct Step {
  int line = 0;
  Action action = Action::do_;
  std::string actor = "tester";
  std::string name;                    ///< of the command or query
  std::string body = "{}";             ///< JSON, $names not yet replaced
  std::optional<std::string> expected;  ///< JSON the answer must hold
  std::optional<std::string> failure;  ///< the code it must fail with
  std::string words;                   ///< and what the message must hold
  std::vector<std::string> kept;       ///< fields of the answer to keep
  Duration span{0};                    ///< for wait and wall
};

/// `invalid` with the line if the text is no scenario.
Result<std::vector<Step>> parse(const std::string& text);

/// Where `actual` does not hold `expected`, as a sentence; nothing if it does.
std::optional<std::string> difference(const json::value& expected, const json::value& actual, const std::string& path = "$");

}  // namespace vestibule::scenarios
