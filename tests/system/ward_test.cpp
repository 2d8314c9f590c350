// The way of a value, whole: monitors of bench/monitors as a real process, a real broker, the real host with vitals, the real ward screen.

#include <signal.h>

#include <vestibule/link/child_process.hpp>
#include <vestibule/ui/picture.hpp>
#include <vestibule/vitals_wire.hpp>
#include <vestibule/wire/envelope.hpp>

#include <cstdlib>
#include <fstream>

#include "hall.hpp"

using namespace vestibule;
using namespace vestibule::test;
namespace fs = std::filesystem;

namespace {

constexpr int beds = 12;
std::string device(int number) { return fmt::format("mon-{:03}", number); }

std::vector<std::string> clients() {
  std::vector<std::string> names{"nurse", "screen-en", "screen-ar"};
  for (int i = 1; i <= beds; ++i) names.push_back(device(i));
  return names;
}

/// The vitals alone, whatever else has been built.
std::string plugins_of(const fs::path& folder) {
  fs::create_directories(folder);
  fs::create_symlink(VITALS_PLUGIN, folder / fs::path(VITALS_PLUGIN).filename());
  return folder.string();
}

struct Bedside : Hall {
  fs::path scratch = fs::temp_directory_path() / fmt::format("vestibule-ward-{}", getpid());
  std::unique_ptr<Client> nurse;
  vitals::WardPicture picture;
  link::ChildProcess monitors, english, arabic;

  Bedside() : Hall({{}, VESTIBULE_PROGRAM, "", plugins_of(fs::temp_directory_path() / fmt::format("vestibule-ward-{}", getpid()) / "plugins"), clients()}) {
    open();
    nurse = house->client("nurse");
    nurse->bus().subscribe(wire::state_topic("ward/west"), [this](const wire::Message& message) {
      if (const auto state = decode_text<wire::State>(message.payload))
        if (auto body = decode<vitals::WardPicture>(state->body)) picture = *std::move(body);
    });
    carry_out(*nurse, "vitals.set_ward", {{"ward", "west"}, {"name", {{"en", "Ward West 2"}, {"ar", "قسم الغرب 2"}}}, {"names", "initials"}});
    for (int i = 1; i <= beds; ++i) furnish(i);
  }
  ~Bedside() {
    monitors.stop(), english.stop(), arabic.stop();
    fs::remove_all(scratch);
  }

  void furnish(int number) {
    const std::string bed = fmt::format("w{}", number), name = fmt::format("{}{}", (number + 1) / 2, number % 2 ? 'A' : 'B');
    carry_out(*nurse, "vitals.set_bed", {{"bed", bed}, {"ward", "west"}, {"name", name}, {"place", number}});
    carry_out(*nurse, "vitals.put_device", {{"device", device(number)}, {"bed", bed}});
    carry_out(*nurse, "vitals.admit", {{"patient", fmt::format("p{}", number)}, {"bed", bed}, {"shown_name", "M. K."}, {"age", 60 + number}});
  }

  void play(std::vector<std::string> events) {
    std::ofstream passwords(scratch / "passwords");
    for (int i = 1; i <= beds; ++i) passwords << device(i) << ' ' << house->broker().password(device(i)) << '\n';
    passwords.close();
    std::vector<std::string> command{MONITORS_PROGRAM, "--count", std::to_string(beds), "--port", std::to_string(house->broker().port()),
                                     "--passwords", (scratch / "passwords").string(), "--report", "0", "--sent", (scratch / "sent").string()};
    if (!events.empty()) command.push_back("--event");
    command.insert(command.end(), events.begin(), events.end());
    monitors = start({command, {}, scratch / "monitors.log", {}});
  }
  link::ChildProcess screen(const std::string& language) {
    const std::string name = "screen-" + language;
    return start({{WARD_PROGRAM, "--ward", "west", "--client", name, "--language", language, "--port", std::to_string(house->broker().port()), "--offscreen", "--wave",
                   (scratch / (name + ".wav")).string(), "--screenshot", picture_of(language).string()},
                  {{"VESTIBULE_PASSWORD", house->broker().password(name)}},
                  scratch / (name + ".log"),
                  {}});
  }
  link::ChildProcess start(const link::ChildOptions& options) {
    auto child = link::ChildProcess::start(options);
    REQUIRE(child);
    return *std::move(child);
  }
  fs::path picture_of(const std::string& language) const { return scratch / ("ward-" + language + ".png"); }

  /// What the screen shows now.
  ui::Picture photograph(const link::ChildProcess& child, const std::string& language) {
    fs::remove(picture_of(language));
    child.signal(SIGUSR1);
    std::optional<ui::Picture> seen;
    REQUIRE(until([&] {
      auto read = ui::Picture::read(picture_of(language));
      if (read) seen = *std::move(read);
      return read.has_value();
    }));
    if (const char* const album = std::getenv("VESTIBULE_PICTURES")) CHECK(seen->save_png(fs::path(album) / picture_of(language).filename()));
    return *std::move(seen);
  }
  const vitals::Figure* figure(std::size_t tile, vitals::Measure measure) const {
    if (picture.tiles.size() <= tile) return nullptr;
    for (const auto& one : picture.tiles[tile].figures)
      if (one.measure == measure) return &one;
    return nullptr;
  }
};

}  // namespace

TEST_CASE("what monitors measure stands on the ward screen, and goes when they fall silent") {
  Bedside ward;
  ward.play({"sepsis:mon-003@1+6"});
  ward.english = ward.screen("en");
  ward.arabic = ward.screen("ar");
  REQUIRE(ward.until([&] { return ward.picture.tiles.size() == beds && ward.figure(11, vitals::Measure::hr) && ward.figure(0, vitals::Measure::temp); }));
  CHECK(ward.until([&] { return ward.figure(2, vitals::Measure::hr) && ward.figure(2, vitals::Measure::hr)->value > 110; }));
  CHECK(ward.until([&] { return ward.picture.tiles[2].device == vitals::DeviceState::online; }));
  const auto live = ward.photograph(ward.english, "en");
  ward.photograph(ward.arabic, "ar");
  ward.monitors.signal(SIGKILL);
  CHECK(ward.until([&] { return !ward.figure(0, vitals::Measure::hr) && !ward.figure(11, vitals::Measure::hr); }, 25s));
  const auto gone = ward.photograph(ward.english, "en");
  CHECK(ui::difference(live, gone, 48) > 0.005);
}
