#include "desktop.hpp"

#include <chrono>
#include <cstdlib>
#include <sstream>

#include "house.hpp"

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;
constexpr auto screen = "2720x1440x24";  // two kiosks beside two screens, one above the other
constexpr auto start_within = 15s;
constexpr auto tool_within = 5s;

/// The first line that is a number: the server says its display's on a line of its own, among complaints about keys.
std::optional<std::string> number_in(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && !lines.eof();)
    if (!line.empty() && line.find_first_not_of("0123456789") == line.npos) return line;
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Desktop>> Desktop::open(Display display, std::filesystem::path folder) {
  std::unique_ptr<Desktop> desktop(new Desktop(display, std::move(folder)));
  if (display == Display::own) {
    VESTIBULE_CHECK(desktop->start_server());
  } else {
    const char* given = std::getenv("DISPLAY");
    if (!given || !*given) return fail(Code::unavailable, "there is no display: DISPLAY is not set");
    desktop->name_ = given;
  }
  return desktop;
}

Result<> Desktop::start_server() {
  const auto output = folder_ / "xvfb.log";
  VESTIBULE_TRY(server_,
                link::ChildProcess::start(
                    {{"Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset"}, {}, output, {}}));
  const auto until = std::chrono::steady_clock::now() + start_within;
  while (std::chrono::steady_clock::now() < until) {
    if (const auto number = number_in(content_of(output))) {
      name_ = ":" + *number;
      return {};
    }
    if (server_.wait(10ms)) break;
  }
  return fail(Code::unavailable, "Xvfb does not start (is the package xvfb installed?): {}", content_of(output));
}

std::vector<std::pair<std::string, std::string>> Desktop::environment() const {
  std::vector<std::pair<std::string, std::string>> variables{{"DISPLAY", name_}};
  if (kind_ == Display::own) variables.insert(variables.end(), {{"SDL_VIDEODRIVER", "x11"}, {"SDL_AUDIODRIVER", "dummy"}});
  return variables;
}

Result<link::ChildProcess> Desktop::xdotool(std::vector<std::string> words, const std::filesystem::path& output) const {
  words.insert(words.begin(), "xdotool");
  return link::ChildProcess::start({std::move(words), {{"DISPLAY", name_}}, output, {}});
}

std::optional<WindowId> Desktop::window_of(pid_t program) const {
  const auto output = folder_ / fmt::format("window-{}", program);
  std::error_code ignored;
  std::filesystem::remove(output, ignored);
  auto search = xdotool({"search", "--onlyvisible", "--pid", std::to_string(program)}, output);
  if (!search || search->wait(tool_within) != 0) return std::nullopt;
  return number_in(content_of(output));
}

bool Desktop::managed() const {
  auto asked = xdotool({"get_desktop"}, folder_ / "xdotool.log");  // which only a window manager knows
  return asked && asked->wait(tool_within) == 0;
}

void Desktop::move(const WindowId& window, int x, int y) const {
  if (auto moving = xdotool({"windowmove", window, std::to_string(x), std::to_string(y)}, folder_ / "xdotool.log"))
    moving->wait(tool_within);
}

Result<link::ChildProcess> Desktop::tap(const WindowId& window, int x, int y) const {
  return xdotool({"mousemove", "--window", window, std::to_string(x), std::to_string(y), "click", "1"}, folder_ / "xdotool.log");
}

}  // namespace vestibule::demo
