#include "demo.hpp"

#include <signal.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>

#include "bedside.hpp"
#include "morning.hpp"

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr Duration visit_within = 180s, story_within = 120s;
std::atomic<bool> told_to_stop{false};

void stop_when_told() {
  struct sigaction action {};
  action.sa_handler = [](int) { told_to_stop = true; };
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaction(number, &action, nullptr);
}

Result<fs::path> folder_for(const DemoOptions& options) {
  if (!options.folder.empty()) return fs::absolute(options.folder);
  auto name = (fs::temp_directory_path() / "vestibule-demo-XXXXXX").string();
  if (!mkdtemp(name.data()))
    return fail(Code::unavailable, "cannot make a folder under {}: {}", fs::temp_directory_path().string(), std::strerror(errno));
  return name;
}

/// The first file of a folder whose name ends so, by name.
fs::path first_in(const fs::path& folder, const std::string& ending) {
  fs::path first;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(folder, none))
    if (file.path().string().ends_with(ending) && (first.empty() || file.path() < first)) first = file.path();
  return first;
}

/// What a visit has left: it has given its pictures their names.
void show_visit(const fs::path& folder, const fs::path& copies) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(folder))
    if (file.path().filename().string().starts_with("console-")) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::error_code error;
    if (!copies.empty()) fs::copy_file(file, copies / file.filename(), fs::copy_options::overwrite_existing, error);
    std::puts(fmt::format("  {}", file.string()).c_str());
  }
}

/// Gathers the pictures worth looking at under good names, and says where they are; false if one is missing.
bool show_pictures(Stage& stage, Bedside& ward, const Notes& notes, const fs::path& folder, const fs::path& copies) {
  fs::create_directories(folder);
  std::vector<std::pair<std::string, fs::path>> found;
  for (const char* page : {"language", "service-en", "service-ar", "urgency-en", "token-en", "token-ar"})
    for (const auto& kiosk : stage.kiosks())
      if (const auto file = kiosk.pictures / (std::string(page) + ".png"); fs::exists(file)) {
        found.emplace_back(fmt::format("kiosk-{}.png", page), file);
        break;
      }
  for (const auto& screen : stage.screens())
    if (fs::exists(screen.pictures)) found.emplace_back(screen.name + ".png", screen.pictures);
  for (const char* language : {"en", "ar"})
    if (const auto file = ward.photograph(language)) found.emplace_back(fmt::format("ward-{}.png", language), *file);
  for (const char* language : {"en", "ar"})
    for (const auto& told : notes.told)
      if (const auto ticket = first_in(stage.tickets(), "-" + told.number + ".png");
          told.language == language && !ticket.empty()) {
        found.emplace_back(fmt::format("ticket-{}.png", language), ticket);
        break;
      }
  std::puts("\nPictures:");
  for (const auto& [name, file] : found) {
    std::error_code error;
    fs::copy_file(file, folder / name, fs::copy_options::overwrite_existing, error);
    if (!copies.empty())
      fs::create_directories(copies, error), fs::copy_file(file, copies / name, fs::copy_options::overwrite_existing, error);
    std::puts(fmt::format("  {}", (folder / name).string()).c_str());
  }
  constexpr std::size_t wanted = 12;
  show_visit(folder, copies);
  if (found.size() < wanted) std::puts(fmt::format("  WRONG: {} are missing", wanted - found.size()).c_str());
  return found.size() == wanted;
}

/// How to sign in, for whoever looks at the house in a browser.
void show_people(Stage& stage) {
  std::puts(fmt::format("\nIn a browser: {}/console/", stage.house().url()).c_str());
  for (const auto& person : stage.people()) std::puts(fmt::format("  {:16} {:8} password {}", person.role, person.name, person.password).c_str());
  std::fflush(stdout);
}

/// Runs what is to look at the house; false if it was not content. It finds VESTIBULE_URL, VESTIBULE_PEOPLE (a JSON list of name,
/// role, password) and VESTIBULE_PICTURES (a folder) in its environment.
bool visited(Stage& stage, Loop& loop, const std::string& command, const fs::path& pictures) {
  json::array people;
  for (const auto& person : stage.people()) people.push_back(json::object{{"name", person.name}, {"role", person.role}, {"password", person.password}});
  auto child = link::ChildProcess::start({{"/bin/sh", "-c", command},
                                          {{"VESTIBULE_URL", stage.house().url()}, {"VESTIBULE_PEOPLE", json::serialize(people)}, {"VESTIBULE_PICTURES", pictures.string()}},
                                          {},
                                          {}});
  std::puts("");
  std::fflush(stdout);
  if (child) loop.until([&] { return !child->running(); }, visit_within);
  const auto status = child ? child->wait(0ms) : std::optional<int>{};
  if (status == 0) return true;
  std::puts(fmt::format("  WRONG: the visit {}", status ? fmt::format("ended with {}", *status) : "does not end").c_str());
  return false;
}

void show_addresses(Stage& stage, const DemoOptions& options) {
  auto& house = stage.house();
  std::puts(fmt::format("\nThe house stands:\n  HTTP     {}\n  MQTT     127.0.0.1:{} (passwords: {}/*.password)\n  display  {}\n "
                        " logs     {}/*.log\n"
                        "  console  {}/console/, with the names and passwords above\n"
                        "  ask it   {} --settings {} ask queue.day\nCtrl-C ends it.",
                        house.url(), house.broker().port(), house.folder().string(), stage.desktop().name(),
                        house.folder().string(), house.url(), options.program.string(), house.settings_file().string())
                .c_str());
  std::fflush(stdout);
}

/// What is asked for is asked by them, as at a desk.
Bedside::Do hands_of(Staff& staff) {
  return [&staff](std::string command, json::value body, Staff::Then then) { staff.send(wire::Verb::do_, std::move(command), std::move(body), std::move(then)); };
}

BedsideOptions ward_options(const DemoOptions& options, const Stage& stage, const fs::path& folder, bool watched) {
  BedsideOptions ward;
  ward.folder = folder;
  ward.programs = options.program.parent_path();
  ward.offscreen = !watched;  // fingers touch what lies on top: no window may lie on a kiosk's
  if (!watched) return ward;
  ward.environment = stage.desktop().environment();
  ward.size = "960x540";
  return ward;
}

/// Waits until the sick patient's story has come to its end, and tells it.
bool told_of(Bedside& ward, Loop& loop, std::vector<Line>& lines) {
  const auto& story = ward.story();
  if (!story.escalated) std::puts("\nIn the ward an alarm waits for somebody; after a minute it is passed on.");
  std::fflush(stdout);
  loop.until([&] { return story.over || told_to_stop; }, story_within);
  const auto line = [&](const char* what, bool happened) { lines.push_back({what, happened ? "yes" : "no", "yes", happened}); };
  line("ward: a patient got worse and an alarm was raised", story.alarmed);
  line("  acknowledged by the nurse", story.acknowledged);
  line("  it became urgent, was not answered, and the ward was called", story.rose && story.escalated);
  line("  acknowledged at last", story.over);
  lines.push_back({"  the highest NEWS2 on the way", std::to_string(story.news2), "", true});
  return story.over;
}

Result<bool> run(const DemoOptions& options) {
  VESTIBULE_TRY(const auto folder, folder_for(options));
  const bool watched = !options.morning && options.pictures.empty() && std::getenv("DISPLAY") && *std::getenv("DISPLAY");
  link::ConsoleLog log("demo", Level::error);
  Loop loop;
  VESTIBULE_TRY(const auto stage,
                Stage::build({folder, options.program, options.hospital, watched ? Display::given : Display::own}, loop, log));
  VESTIBULE_CHECK(stage->open());
  std::puts(fmt::format("The house is open; everything of this run is in {}", folder.string()).c_str());
  show_people(*stage);
  VESTIBULE_CHECK(stage->switch_on());
  const auto nurse = stage->staff("ines");
  Bedside ward(stage->house(), loop, ward_options(options, *stage, folder, watched));
  VESTIBULE_CHECK(ward.furnish(hands_of(stage->manager()), hands_of(*nurse)));
  VESTIBULE_CHECK(ward.switch_on(hands_of(*nurse)));
  Morning morning(*stage, loop);
  bool held = true;
  if (!watched) {
    VESTIBULE_TRY(auto lines, morning.play([] { return told_to_stop.load(); }));
    held = told_of(ward, loop, lines);
    held = print(lines) && held;
    if (!options.visit.empty()) held = visited(*stage, loop, options.visit, folder / "pictures") && held;
    held = show_pictures(*stage, ward, morning.notes(), folder / "pictures", options.pictures) && held;
  }
  if (watched || options.keep) {
    show_addresses(*stage, options);
    morning.idle_along([&] { return told_to_stop || !stage->any_window_open(); });
  }
  ward.switch_off();
  stage->switch_off();
  return held;
}

}  // namespace

int play(const DemoOptions& options) {
  stop_when_told();
  const auto held = run(options);
  if (!held) std::fprintf(stderr, "vestibule: %s\n", held.error().message.c_str());
  return held && *held ? 0 : 1;
}

}  // namespace vestibule::demo
