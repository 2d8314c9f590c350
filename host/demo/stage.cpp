#include "stage.hpp"

#include "bedside.hpp"

#include <signal.h>

#include <algorithm>
#include <fstream>
#include <random>

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto window_within = 20s;
constexpr auto ready_within = 20s;
constexpr auto picture_within = 5s;
const std::vector<std::string> kiosk_names{"kiosk-1", "kiosk-2"}, screen_names{"display-main", "display-diagnostics"};

std::string toml_text(const fs::path& path) { return json::serialize(json::string(path.string())); }

/// What patients' records are sealed with in this house.
Result<fs::path> records_key(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  const auto path = folder / "records.key";
  std::ofstream file(path, std::ios::binary);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, error);
  std::random_device chance;
  for (int i = 0; i < 64; ++i) file.put(static_cast<char>(chance()));
  if (!file.flush()) return fail(Code::unavailable, "cannot write {}", path.string());
  return path;
}

/// Large where nobody but us looks; windows that fit a desk where somebody does.
struct Extent {
  int width, height;
  std::string text() const { return fmt::format("{}x{}", width, height); }
};
struct Sizes {
  Extent kiosk, screen;
};
Sizes sizes_for(Display display) {
  return display == Display::own ? Sizes{{720, 1280}, {1280, 720}} : Sizes{{468, 832}, {960, 540}};  // all four on 1920x1080
}

/// A picture that is still being written has no end yet.
bool is_whole_png(const fs::path& file) { return content_of(file).ends_with("IEND\xae\x42\x60\x82"); }

}  // namespace

Result<std::unique_ptr<Stage>> Stage::build(const StageOptions& options, Loop& loop, Log& log) {
  std::unique_ptr<Stage> stage(new Stage(options, loop));
  for (const char* program : {"vestibule-kiosk", "vestibule-display", "vestibule-ward", "vestibule-monitors"})
    if (!fs::exists(options.program.parent_path() / program))
      return fail(Code::not_found, "{} is not beside {}: build everything, or install it", program, options.program.string());
  HouseOptions house;
  house.folder = stage->folder_;
  house.program = options.program;
  VESTIBULE_TRY(const auto key, records_key(stage->folder_));
  house.clients = kiosk_names;
  house.clients.insert(house.clients.end(), screen_names.begin(), screen_names.end());
  for (const auto& name : kiosk_names) house.reads[name] = {};
  for (const auto& name : screen_names) house.reads[name] = {"board/" + name.substr(name.find('-') + 1)};
  Bedside::announce(house);
  json::array devices;
  for (const auto& name : kiosk_names) devices.emplace_back(name + "=kiosk");
  for (const auto& name : screen_names) devices.emplace_back(name + "=display");
  house.settings = fmt::format("[queue]\nhospital = {}\n\n[identity]\ndevices = {}\n\n[records]\nkey_file = {}\n", toml_text(options.hospital),
                               json::serialize(devices), toml_text(key));
  house.people = true;
  house.http_port = link::free_loopback_port();  // kept when the host is killed: browsers come back to it
  VESTIBULE_TRY(stage->house_, House::build(std::move(house), loop, log));
  stage->cable_ = std::make_unique<Cable>(stage->house_->broker().port());
  VESTIBULE_TRY(stage->desktop_, Desktop::open(options.display, stage->folder_));
  return stage;
}

Result<> Stage::open() {
  VESTIBULE_CHECK(house_->open());
  VESTIBULE_TRY(people_, hire(*house_, loop_));
  manager_ = staff("max");
  VESTIBULE_CHECK(manager_->call(wire::Verb::do_, "queue.open_day", json::object{}));
  return {};
}

std::unique_ptr<Staff> Stage::staff(const std::string& name) {
  const auto person = std::find_if(people_.begin(), people_.end(), [&](const auto& one) { return one.name == name; });
  return std::make_unique<Staff>(*house_, loop_, *person);
}

Result<fs::path> Stage::password_of(const std::string& client) {
  const auto path = folder_ / (client + ".password");
  std::ofstream file(path);
  file << house_->broker().password(client) << '\n';
  if (!file.flush()) return fail(Code::unavailable, "cannot write {}", path.string());
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  return path;
}

Result<Machine> Stage::start(const std::string& name, const char* program, int port, std::vector<std::string> words) {
  VESTIBULE_TRY(const auto password, password_of(name));
  words.insert(words.begin(), (options_.program.parent_path() / program).string());
  words.insert(words.end(), {"--port", std::to_string(port), "--password-file", password.string()});
  VESTIBULE_TRY(auto process,
                link::ChildProcess::start({std::move(words), desktop_->environment(), folder_ / (name + ".log"), {}}));
  return Machine{name, std::move(process), {}, {}};
}

Result<> Stage::start_kiosk(const std::string& name) {
  const auto pictures = folder_ / (name + "-pictures");
  const bool first = name == kiosk_names.front();
  const auto printer = first ? fmt::format("tcp:127.0.0.1:{}", printer_.port()) : tickets().string();
  VESTIBULE_TRY(auto kiosk, start(name, "vestibule-kiosk", first ? house_->broker().port() : cable_->port(),
                                  {"--name", name, "--size", sizes_for(options_.display).kiosk.text(), "--printer", printer, "--state",
                                   (folder_ / (name + ".state")).string(), "--targets",
                                   (folder_ / (name + ".targets.json")).string(), "--screenshot-dir", pictures.string()}));
  kiosk.pictures = pictures;
  kiosks_.push_back(std::move(kiosk));
  return {};
}

Result<> Stage::start_screen(const std::string& area, std::vector<std::string> languages) {
  const auto name = "display-" + area;
  const auto picture = folder_ / (name + ".png");
  std::vector<std::string> words{"--client",       name,
                                 "--area",         area,
                                 "--size",         sizes_for(options_.display).screen.text(),
                                 "--silent", "--minimum-show", std::to_string(minimum_show),
                                 "--memory",       (folder_ / (name + ".memory.json")).string(),
                                 "--screenshot",   picture.string(),
                                 "--language"};
  words.insert(words.end(), languages.begin(), languages.end());
  VESTIBULE_TRY(auto screen, start(name, "vestibule-display", house_->broker().port(), std::move(words)));
  screen.pictures = picture;
  screens_.push_back(std::move(screen));
  return {};
}

Result<> Stage::place(Machine& machine, int x, int y) {
  std::optional<WindowId> window;
  const bool found = loop_.until(
      [&] { return !machine.process.running() || (window = desktop_->window_of(machine.process.pid())); }, window_within);
  if (!found || !window)
    return fail(Code::unavailable, "{} opened no window: {}", machine.name, content_of(folder_ / (machine.name + ".log")));
  machine.window = *window;
  if (!desktop_->managed()) desktop_->move(machine.window, x, y);  // else they would lie upon each other
  return {};
}

Result<> Stage::switch_on() {
  for (const auto& name : kiosk_names) VESTIBULE_CHECK(start_kiosk(name));
  VESTIBULE_CHECK(start_screen("main", {"en", "ar"}));
  VESTIBULE_CHECK(start_screen("diagnostics", {"ar", "en"}));
  const Sizes sizes = sizes_for(options_.display);
  for (std::size_t i = 0; i < kiosks_.size(); ++i) VESTIBULE_CHECK(place(kiosks_[i], static_cast<int>(i) * sizes.kiosk.width, 0));
  for (std::size_t i = 0; i < screens_.size(); ++i) VESTIBULE_CHECK(place(screens_[i], 2 * sizes.kiosk.width, static_cast<int>(i) * sizes.screen.height));
  const auto all_present = [&] {
    return std::all_of(screens_.begin(), screens_.end(), [&](const auto& screen) { return house_->present(screen.name); });
  };
  if (!loop_.until(all_present, ready_within))
    return fail(Code::unavailable, "a screen does not connect; its log is in {}", folder_.string());
  for (const auto& kiosk : kiosks_)
    if (!loop_.until([&] { return content_of(targets_of(kiosk)).find("language.") != std::string::npos; }, ready_within))
      return fail(Code::unavailable, "{} does not show its first page: {}", kiosk.name,
                  content_of(folder_ / (kiosk.name + ".log")));
  return {};
}

void Stage::photograph_screens() {
  for (auto& screen : screens_) {
    std::error_code ignored;
    fs::remove(screen.pictures, ignored);
    screen.process.signal(SIGUSR1);
    loop_.until([&] { return is_whole_png(screen.pictures) || !screen.process.running(); }, picture_within);
  }
}

std::string Stage::fallen() {
  if (!house_->host_runs()) return "host";
  for (auto* machines : {&kiosks_, &screens_})
    for (auto& machine : *machines)
      if (!machine.process.running()) return machine.name;
  return {};
}

bool Stage::any_window_open() {
  for (auto* machines : {&kiosks_, &screens_})
    for (auto& machine : *machines)
      if (machine.process.running()) return true;
  return false;
}

void Stage::switch_off() {
  for (auto* machines : {&kiosks_, &screens_})
    for (auto& machine : *machines) machine.process.stop();
}

}  // namespace vestibule::demo
