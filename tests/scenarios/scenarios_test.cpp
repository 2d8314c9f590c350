// Plays every scenario file of the folder against the real host; one SUBCASE a file. VESTIBULE_SCENARIO=name plays one.

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <map>

#include "scenario.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::scenarios;

namespace {

std::string with_kept(std::string text, const std::map<std::string, std::string>& kept) {
  for (auto name = kept.rbegin(); name != kept.rend(); ++name)  // longer names first where one begins another
    for (auto at = text.find("$" + name->first); at != text.npos; at = text.find("$" + name->first))
      text.replace(at, name->first.size() + 1, name->second);
  return text;
}

std::string as_text(const json::value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

class Player {
 public:
  explicit Player(kit::TestHost& host) : host_(host) {}

  void play(const Step& step) {
    INFO("line " << step.line << ": " << step.name);
    switch (step.action) {
      case Action::wait:
        return host_.run_for(step.span);
      case Action::wall:
        return host_.clock.set_wall(host_.clock.wall() + step.span);
      case Action::restart:
        REQUIRE_MESSAGE(host_.restart(), host_.failure);
        return;
      default:
        return talk(step);
    }
  }

 private:
  void talk(const Step& step) {
    const auto body = parse_json(with_kept(step.body, kept_));
    REQUIRE_MESSAGE(body, (body ? "" : body.error().message));
    const auto answer = step.action == Action::do_ ? host_.do_(step.name, *body, step.actor) : host_.ask(step.name, *body);
    if (step.failure) return check_failure(step, answer);
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    if (step.expected) {
      const auto expected = parse_json(with_kept(*step.expected, kept_));
      REQUIRE_MESSAGE(expected, (expected ? "" : expected.error().message));
      const auto different = difference(*expected, *answer);
      CHECK_MESSAGE(!different, different.value_or(""));
    }
    for (const auto& name : step.kept) {
      const auto* field = answer->is_object() ? answer->as_object().if_contains(name) : nullptr;
      REQUIRE_MESSAGE(field, "the answer has no field " << name);
      kept_[name] = as_text(*field);
    }
  }

  void check_failure(const Step& step, const Result<json::value>& answer) {
    REQUIRE_MESSAGE(!answer, "it succeeded: " << (answer ? json::serialize(*answer) : ""));
    CHECK_MESSAGE(name_of(answer.error().code) == *step.failure, answer.error().message);
    CHECK_MESSAGE(answer.error().message.find(with_kept(step.words, kept_)) != std::string::npos, answer.error().message);
  }

  kit::TestHost& host_;
  std::map<std::string, std::string> kept_;
};

}  // namespace

TEST_CASE("the scenario of this file") {
  const char* path = getenv("VESTIBULE_SCENARIO");
  REQUIRE_MESSAGE(path, "VESTIBULE_SCENARIO names the file to play");
  const auto text = core::read_file(path);
  REQUIRE(text);
  const auto steps = parse(*text);
  REQUIRE_MESSAGE(steps, (steps ? "" : steps.error().message));
  REQUIRE_FALSE(steps->empty());
  kit::TestHostOptions options;
  options.settings = *core::read_file(VESTIBULE_ASSETS "/vestibule.toml");
  options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
  kit::TestHost host(options);
  Player player(host);
  for (const auto& step : *steps) player.play(step);
}
