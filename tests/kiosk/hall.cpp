#include "hall.hpp"

#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include <vestibule/wire/envelope.hpp>

#include "close_window.hpp"

namespace vestibule::kiosk::test {
using namespace std::chrono_literals;
namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

fs::path fresh_folder() {
  static int count = 0;
  const auto folder = fs::temp_directory_path() / fmt::format("vestibule-kiosk-{}-{}", getpid(), ++count);
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

link::ChildProcess started(link::ChildOptions options) {
  auto child = link::ChildProcess::start(options);
  REQUIRE_MESSAGE(child, (child ? "" : child.error().message));
  return *std::move(child);
}

Hall::Hall(std::vector<std::string> more, Environment environment)
    : RealLine({"kiosk-1"}), bus_(connected("host")), more_(std::move(more)), environment_(std::move(environment)) {
  bus_->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
  bus_->subscribe(wire::all_presence(), [this](const wire::Message& message) {
    if (const auto presence = decode_text<wire::Presence>(message.payload)) present = presence->online && presence->kind == "kiosk";
  });
  display_ = started({{"Xvfb", "-displayfd", "1", "-screen", "0", "600x1000x24", "-nolisten", "tcp"}, {}, folder / "display", {}});
  REQUIRE(loop.until([&] { return content(folder / "display").ends_with('\n'); }));
  std::istringstream(content(folder / "display")) >> number_;
  std::ofstream(folder / "password") << broker->password("kiosk-1") << "\n";
  switch_on();
}

Hall::~Hall() {
  kiosk_.stop();
  display_.stop();
  fs::remove_all(folder);
}

void Hall::switch_on() {
  std::vector<std::string> command{KIOSK, "--port", std::to_string(broker->port()), "--name", "kiosk-1", "--password-file", folder / "password",
                                   "--size", "540x960", "--printer", folder / "tickets", "--targets", folder / "targets", "--time-zone", "Asia/Riyadh",
                                   "--state", folder / "state"};
  if (more_.empty())
    for (const auto& word : {std::string("--screenshot-dir"), (folder / "pictures").string(), std::string("--record"), (folder / "record").string()})
      command.push_back(word);
  for (std::string word : more_) {
    constexpr std::string_view gap = "$(folder)";
    if (const auto at = word.find(gap); at != word.npos) word.replace(at, gap.size(), folder.string());
    command.push_back(std::move(word));
  }
  // As in the package's units: without the cache of each thread, what is freed is written over.
  Environment environment{{"DISPLAY", display()}, {"GLIBC_TUNABLES", "glibc.malloc.tcache_count=0"}};
  environment.insert(environment.end(), environment_.begin(), environment_.end());
  kiosk_ = started({std::move(command), {environment.begin(), environment.end()}, folder / "log", {}});
}

void Hall::cut_power() {
  kiosk_.signal(SIGKILL);
  REQUIRE(loop.until([&] { return !kiosk_.running(); }));
  fs::remove(folder / "targets");
}

int Hall::in_memory(const std::string& text) const {
  std::ifstream maps(fmt::format("/proc/{}/maps", kiosk_.pid()));
  std::ifstream memory(fmt::format("/proc/{}/mem", kiosk_.pid()), std::ios::binary);
  int found = 0;
  for (std::string line; std::getline(maps, line);) {
    if (!line.ends_with("[heap]")) continue;
    const std::size_t from = std::stoull(line, nullptr, 16), to = std::stoull(line.substr(line.find('-') + 1), nullptr, 16);
    std::string bytes(to - from, '\0');
    memory.seekg(static_cast<std::streamoff>(from));
    memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    for (auto at = bytes.find(text); at != bytes.npos; at = bytes.find(text, at + 1)) ++found;
  }
  return found;
}

std::vector<fs::path> Hall::tickets(const std::string& kind) const {
  std::vector<fs::path> found;
  if (fs::exists(folder / "tickets"))
    for (const auto& entry : fs::directory_iterator(folder / "tickets"))
      if (entry.path().extension() == kind) found.push_back(entry.path());
  return found;
}

TargetsFile Hall::targets() const { return decode_text<TargetsFile>(content(folder / "targets")).value_or(TargetsFile{}); }

bool Hall::shows(const std::string& page, const std::string& language) {
  return loop.until([&] { return targets().page == page && targets().language == language; });
}

void Hall::keys(std::vector<std::string> words) {
  words.insert(words.begin(), "xdotool");
  for (auto& word : words)
    if (word == "$(window)") word = window();
  auto hand = started({std::move(words), {{"DISPLAY", display()}}, folder / "hand", {}});
  REQUIRE(loop.until([&] { return !hand.running(); }));
}

bool Hall::ask_to_close() { return test::ask_to_close(display(), std::stoul(window())); }

void Hall::touch(const std::string& choice, int times) {
  std::optional<TargetPlace> target;
  REQUIRE_MESSAGE(loop.until([&] { return (target = ready_target(choice)).has_value(); }), choice << " in " << content(folder / "targets"));
  const auto serial = targets().serial;
  click(*target, times);
  const auto once_more = std::chrono::steady_clock::now() + 5s;
  const bool heard = loop.until([&] { return targets().serial != serial || std::chrono::steady_clock::now() > once_more; });
  if (heard && targets().serial == serial) click(*target, times);
}

void Hall::touch_once(const std::string& choice) {
  std::optional<TargetPlace> target;
  REQUIRE_MESSAGE(loop.until([&] { return (target = ready_target(choice)).has_value(); }), choice << " in " << content(folder / "targets"));
  click(*target, 1);
}

void Hall::order(const queue::DeviceOrders& orders) {
  REQUIRE(loop.until([&] { return bus_->connected(); }));
  const wire::State state{"test", ++orders_, std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()), encode(orders)};
  bus_->publish({wire::order_topic("kiosk-1"), encode_text(state), true, {}, {}});
}

void Hall::click(const TargetPlace& target, int times) {
  keys({"mousemove", "--window", "$(window)", std::to_string(target.x + target.width / 2), std::to_string(target.y + target.height / 2), "click", "--repeat",
        std::to_string(times), "--delay", "40", "1"});
}

std::optional<TargetPlace> Hall::ready_target(const std::string& choice) const {
  const auto page = targets();
  for (const auto& target : page.targets)
    if (page.ready && target.name == choice) return target;
  return std::nullopt;
}

void Hall::answer(const wire::Message& message) {
  const auto name = wire::parse_request_topic(message.topic);
  const auto request = decode_text<wire::Request>(message.payload);
  REQUIRE((name && request));
  const auto result = host.answer(name->name, request->id, request->body);
  if (!mute) bus_->publish({wire::reply_topic(name->client), encode_text(wire::reply_to(request->id, result)), false, {}, message.correlation});
}

std::string Hall::window() {
  fs::remove(folder / "window");
  auto search = started({{"xdotool", "search", "--name", "kiosk-1"}, {{"DISPLAY", display()}}, folder / "window", {}});
  REQUIRE(loop.until([&] { return !search.running(); }));
  const std::string found = content(folder / "window");
  return found.substr(0, found.find('\n'));
}

}  // namespace vestibule::kiosk::test
