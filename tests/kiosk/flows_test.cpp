// Replays the recorded touches of flows/*.txt. What the words of those files mean stands in flows/README.md.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using test::World;

namespace {

Duration duration(const std::string& text) {
  std::size_t unit = 0;
  const long count = std::stol(text, &unit);
  return text.substr(unit) == "s" ? Duration{count * 1000} : Duration{count};
}

/// The keys of all that is said on the page.
std::set<std::string> keys(const Page& page) {
  std::set<std::string> keys{page.title.key};
  const auto add = [&](const Saying& saying) { keys.insert(saying.key); };
  for (const auto& text : page.text) add(text);
  for (const auto* list : {&page.choices, &page.actions})
    for (const auto& choice : *list) {
      add(choice.label);
      for (const auto& detail : choice.details) add(detail);
    }
  if (page.token)
    for (const auto* saying : {&page.token->ahead, &page.token->wait, &page.token->paper}) add(*saying);
  return keys;
}

void act_on_host(World& world, std::istringstream& words) {
  std::string what, which;
  words >> what >> which;
  auto& host = world.host;
  if (what == "deaf")
    host.hears = false;
  else if (what == "mute")
    host.answers = false;
  else if (what == "busy")
    host.busy = true;
  else if (what == "doubles")
    host.doubles = true;
  else if (what == "well")
    host.hears = host.answers = true, host.busy = host.doubles = false, host.refuses.reset();
  else if (what == "refuses")
    host.refuses = Error{code_named(which), "as the test asks"};
  else if (what == "closes" || what == "opens") {
    for (auto& service : host.menu.services)
      if (service.service.text() == which) service.open = what == "opens";
  } else
    FAIL("host " << what << "?");
}

void expect(World& world, std::istringstream& words) {
  std::string what, value;
  words >> what >> value;
  const Page& page = world.flow.page();
  const auto number = [&] { return static_cast<std::size_t>(std::stoul(value)); };
  if (what == "page")
    CHECK(boost::describe::enum_to_string(page.kind, "?") == value);
  else if (what == "language")
    CHECK(page.language == (value == "none" ? "" : value));
  else if (what == "tokens")
    CHECK(world.host.tokens.size() == number());
  else if (what == "printed")
    CHECK(world.printer.jobs.size() == number());
  else if (what == "cancelled")
    CHECK(world.host.cancelled.size() == number());
  else if (what == "priority")
    CHECK(world.host.requests.begin()->second.priority.value_or("none") == value);
  else if (what == "says")
    CHECK_MESSAGE(keys(page).count(value), value);
  else if (what == "ready")
    CHECK(page.ready == (value == "yes"));
  else if (what == "manner") {
    std::set<std::string> wanted{value};
    while (words >> value) wanted.insert(value);
    CHECK(page.manner == Manner{wanted.count("contrast") > 0, wanted.count("large") > 0, wanted.count("lowered") > 0});
  } else if (what == "warning")
    CHECK(page.leaving_in.value_or(0) == static_cast<int>(number()));
  else
    FAIL("expect " << what << "?");
}

void run(World& world, const std::string& line) {
  std::istringstream words(line);
  std::string verb, value;
  words >> verb;
  if (verb == "touch")
    words >> value, world.touch(value);
  else if (verb == "tap")
    words >> value, world.touch_now(value), world.settle();
  else if (verb == "wait")
    words >> value, world.pass(duration(value));
  else if (verb == "host")
    act_on_host(world, words);
  else if (verb == "line")
    words >> value, world.flow.line(value == "back"), world.settle();
  else if (verb == "printer")
    words >> value, world.printer.works = value == "well";
  else if (verb == "expect")
    expect(world, words);
  else
    FAIL(verb << "?");
}

}  // namespace

TEST_CASE("recorded flows") {
  for (const auto& entry : std::filesystem::directory_iterator(FLOWS)) {
    if (entry.path().extension() != ".txt") continue;
    DOCTEST_SUBCASE(entry.path().stem().c_str()) {
      World world;
      std::ifstream file(entry.path());
      std::string line;
      for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        INFO(entry.path().filename().string() << ":" << number << ": " << line);
        run(world, line);
      }
    }
  }
}
