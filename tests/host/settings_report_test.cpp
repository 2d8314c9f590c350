// The settings as people are shown them, and what is noted of a file that was changed between two starts.
#include <doctest/doctest.h>

#include <algorithm>

#include "settings_report.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::core;

namespace {

int notes(kit::TestHost& house) {
  const auto entries = house.entries();
  return static_cast<int>(std::count_if(entries.begin(), entries.end(), [](const Entry& entry) { return entry.command == "host.note_settings"; }));
}

kit::TestHostOptions without_plugins() {
  kit::TestHostOptions options;
  options.settings = "[mqtt]\nport = 1884\n";
  options.rules.disabled = {"queue", "identity", "records", "console"};
  return options;
}

}  // namespace

TEST_CASE("each setting is told with its value, its line and what it would be otherwise") {
  kit::TestHost house(without_plugins());
  const auto report = decode<SettingsReport>(house.ask("host.settings").value());
  REQUIRE(report);
  const auto find = [&](const char* name) {
    return *std::find_if(report->settings.begin(), report->settings.end(), [&](const auto& one) { return one.setting == name; });
  };
  CHECK(find("mqtt.port").value == "1884");
  CHECK(find("mqtt.port").standard == "1883");
  CHECK(find("mqtt.port").line == 2);
  CHECK_FALSE(find("http.port").line);
  CHECK(find("http.port").value == "8080");
}

TEST_CASE("what was changed in the file between two starts stands in the journal, once") {
  kit::TestHost house(without_plugins());
  CHECK(notes(house) == 0);
  REQUIRE(house.restart());
  house.run_for(Duration{16});
  CHECK(notes(house) == 0);
  house.options.settings = "[mqtt]\nport = 1885\n[http]\nport = 8081\n";
  for (int i = 0; i < 2; ++i) {
    REQUIRE(house.restart());
    house.run_for(Duration{16});
    CHECK(notes(house) == 1);
  }
  const auto entries = house.entries();
  const auto note = std::find_if(entries.begin(), entries.end(), [](const Entry& entry) { return entry.command == "host.note_settings"; });
  CHECK(note->actor.role == "system");
  CHECK(note->request == R"({"changes":[{"setting":"mqtt.port","before":"1884","after":"1885"},{"setting":"http.port","before":"","after":"8081"}]})");
}
