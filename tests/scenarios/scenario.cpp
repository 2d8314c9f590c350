#include "scenario.hpp"

#include <map>
#include <sstream>

namespace vestibule::scenarios {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

/// The first word of `text`, which loses it.
std::string take_word(std::string& text) {
  const auto end = text.find_first_of(" \t");
  std::string word = text.substr(0, end);
  text = end == text.npos ? "" : trimmed(text.substr(end));
  return word;
}

/// "40s", "+1h", "-5min"
Result<Duration> duration_of(const std::string& text, int line) {
  static const std::map<std::string, long long> units{{"ms", 1}, {"s", 1'000}, {"min", 60'000}, {"h", 3'600'000}};
  std::size_t digits = 0;
  long long number = 0;
  try {
    number = std::stoll(text, &digits);
  } catch (const std::exception&) {
    return fail(Code::invalid, "line {}: '{}' is no span of time", line, text);
  }
  const auto unit = units.find(text.substr(digits));
  if (unit == units.end()) return fail(Code::invalid, "line {}: '{}' is no span of time", line, text);
  return Duration{number * unit->second};
}

Result<> read_command(Step& step, std::string rest) {
  step.name = take_word(rest);
  const auto arrow = rest.find("=>");
  if (arrow != rest.npos) {
    step.expected = trimmed(rest.substr(arrow + 2));
    rest = trimmed(rest.substr(0, arrow));
  }
  if (!rest.empty()) step.body = rest;
  if (step.name.empty()) return fail(Code::invalid, "line {}: a name must follow", step.line);
  return {};
}

Result<Step> read_step(std::string text, int line) {
  Step step;
  step.line = line;
  std::string word = take_word(text);
  if (word == "as") {
    step.actor = take_word(text);
    word = take_word(text);
  }
  if (word == "do" || word == "ask") {
    step.action = word == "do" ? Action::do_ : Action::ask;
    VESTIBULE_CHECK(read_command(step, text));
  } else if (word == "wait" || word == "wall") {
    step.action = word == "wait" ? Action::wait : Action::wall;
    VESTIBULE_TRY(step.span, duration_of(text, line));
  } else if (word == "restart") {
    step.action = Action::restart;
  } else {
    return fail(Code::invalid, "line {}: there is no step '{}'", line, word);
  }
  return step;
}

Result<> read_continuation(Step& step, std::string text, int line) {
  const std::string word = take_word(text);
  if (word == "=>") step.expected = text;
  else if (word == "keep") step.kept.push_back(text);
  else if (word == "fails") {
    step.failure = take_word(text);
    step.words = text;
  } else return fail(Code::invalid, "line {}: '{}' does not belong under a step", line, word);
  return {};
}

}  // namespace

Result<std::vector<Step>> parse(const std::string& text) {
  std::vector<Step> steps;
  std::istringstream in(text);
  int number = 0;
  for (std::string raw; std::getline(in, raw);) {
    ++number;
    const bool indented = raw.starts_with(' ') || raw.starts_with('\t');
    const auto hash = raw.find("# ");
    const std::string line = trimmed(hash == raw.npos ? raw : raw.substr(0, hash));
    if (line.empty() || line == "#") continue;
    if (indented) {
      if (steps.empty()) return fail(Code::invalid, "line {}: nothing stands above it", number);
      VESTIBULE_CHECK(read_continuation(steps.back(), line, number));
    } else {
      VESTIBULE_TRY(auto step, read_step(line, number));
      steps.push_back(std::move(step));
    }
  }
  return steps;
}

std::optional<std::string> difference(const json::value& expected, const json::value& actual, const std::string& path) {
  if (const auto* fields = expected.if_object()) {
    if (!actual.is_object()) return fmt::format("{} is {}, no object", path, json::serialize(actual));
    for (const auto& [key, value] : *fields) {
      const auto* found = actual.as_object().if_contains(key);
      const std::string here = fmt::format("{}.{}", path, std::string_view(key));
      if (!found && !value.is_null()) return here + " is absent";
      if (found)
        if (auto different = difference(value, *found, here)) return different;
    }
    return std::nullopt;
  }
  if (const auto* items = expected.if_array()) {
    if (!actual.is_array() || actual.as_array().size() != items->size())
      return fmt::format("{} is {}, expected {} elements", path, json::serialize(actual), items->size());
    for (std::size_t i = 0; i < items->size(); ++i)
      if (auto different = difference((*items)[i], actual.as_array()[i], fmt::format("{}[{}]", path, i))) return different;
    return std::nullopt;
  }
  if (expected == actual) return std::nullopt;
  return fmt::format("{} is {}, expected {}", path, json::serialize(actual), json::serialize(expected));
}

}  // namespace vestibule::scenarios
