// The way of a value, whole: monitors of bench/monitors as a real process, a real broker, the real host with vitals, the real ward screen.

#include <signal.h>

#include <vestibule/ui/picture.hpp>

#include <cstdlib>

#include "bedside.hpp"
#include "hall.hpp"

using namespace vestibule;
using namespace vestibule::test;
namespace fs = std::filesystem;

namespace {

/// The vitals alone, whatever else has been built.
std::string only_vitals(const fs::path& folder) {
  fs::create_directories(folder);
  fs::create_symlink(VITALS_PLUGIN, folder / fs::path(VITALS_PLUGIN).filename());
  return folder.string();
}

fs::path scratch() { return fs::temp_directory_path() / fmt::format("vestibule-ward-{}", getpid()); }

demo::HouseOptions house_options() {
  demo::HouseOptions options{{}, VESTIBULE_PROGRAM, "", only_vitals(scratch() / "plugins"), {"nurse"}};
  demo::Bedside::announce(options);
  return options;
}

struct Ward : Hall {
  std::unique_ptr<Client> nurse;
  std::unique_ptr<demo::Bedside> bedside;

  explicit Ward(std::vector<std::string> events) : Hall(house_options()) {
    open();
    nurse = house->client("nurse");
    demo::BedsideOptions options{scratch(), fs::path(VESTIBULE_PROGRAM).parent_path()};
    options.offscreen = true;
    options.events = std::move(events);
    bedside = std::make_unique<demo::Bedside>(*house, loop, std::move(options));
    const auto furnished = bedside->furnish(by_nurse(), by_nurse());
    REQUIRE_MESSAGE(furnished, (furnished ? "" : furnished.error().message));
  }
  ~Ward() {
    bedside->switch_off();
    fs::remove_all(scratch());
  }
  demo::Bedside::Do by_nurse() {
    return [this](const std::string& command, const json::value& body, std::function<void(Result<json::value>)> then) {
      nurse->requests().send(Verb::do_, command, body, fmt::format("n-{}", ++asked_), std::move(then));
    };
  }
  void switch_on() {
    const auto on = bedside->switch_on(by_nurse());
    REQUIRE_MESSAGE(on, (on ? "" : on.error().message));
  }
  const vitals::Figure* figure(std::size_t tile, vitals::Measure measure) const {
    const auto& tiles = bedside->picture().tiles;
    if (tiles.size() <= tile) return nullptr;
    for (const auto& one : tiles[tile].figures)
      if (one.measure == measure) return &one;
    return nullptr;
  }
  /// What the screen shows now; kept under `name` where VESTIBULE_PICTURES says.
  ui::Picture photograph(const std::string& language, const std::string& name) {
    const auto file = bedside->photograph(language);
    REQUIRE_MESSAGE(file, (file ? "" : file.error().message));
    if (const char* const album = std::getenv("VESTIBULE_PICTURES"))
      fs::copy_file(*file, fs::path(album) / (name + "-" + language + ".png"), fs::copy_options::overwrite_existing);
    auto picture = ui::Picture::read(*file);
    REQUIRE(picture);
    return *std::move(picture);
  }

 private:
  int asked_ = 0;
};

}  // namespace

TEST_CASE("what monitors measure stands on the ward's screens; who gets worse is alarmed and acknowledged; what falls silent goes") {
  Ward ward({"sepsis:mon-007@1+5"});
  ward.switch_on();
  REQUIRE(ward.until([&] { return ward.figure(0, vitals::Measure::hr) && ward.figure(11, vitals::Measure::temp); }));
  const auto calm = ward.photograph("en", "ward-calm");
  CHECK(ward.until([&] { return ward.bedside->story().alarmed; }));
  const auto alarmed = ward.photograph("en", "ward-alarm");
  ward.photograph("ar", "ward-alarm");
  CHECK(ui::difference(calm, alarmed, 48) > 0.005);
  CHECK(ward.until([&] { return ward.bedside->story().acknowledged; }));
  ward.bedside->monitors().signal(SIGKILL);
  CHECK(ward.until([&] { return !ward.figure(0, vitals::Measure::hr) && !ward.figure(11, vitals::Measure::hr); }, 25s));
  ward.photograph("en", "ward-silent");
}

TEST_CASE("the whole story, where VESTIBULE_PICTURES names a folder for its pictures: two minutes") {
  if (!std::getenv("VESTIBULE_PICTURES")) return;
  Ward ward(demo::BedsideOptions{}.events);
  ward.switch_on();
  CHECK(ward.until([&] { return ward.bedside->story().acknowledged; }, 60s));
  ward.photograph("en", "ward-acknowledged");
  CHECK(ward.until([&] { return ward.bedside->story().rose; }, 60s));
  ward.photograph("en", "ward-risen");
  ward.photograph("ar", "ward-risen");
  CHECK(ward.until([&] { return ward.bedside->story().escalated; }, 90s));
  ward.photograph("en", "ward-escalated");
  ward.photograph("ar", "ward-escalated");
  CHECK(ward.until([&] { return ward.bedside->story().over; }, 30s));
  MESSAGE("the highest NEWS2: " << ward.bedside->story().news2);
}
