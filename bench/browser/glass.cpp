#include "glass.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>

namespace vestibule::bench {
namespace {

constexpr int width = 1920, height = 1080;

[[noreturn]] void give_up(const char* why) {
  std::fprintf(stderr, "bench_browser: %s\n", why);
  std::exit(1);
}

}  // namespace

Glass::Glass(const std::filesystem::path& folder) {
  const auto told = folder / "display";
  link::ChildOptions options;
  options.command = {"Xvfb", "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"};
  options.output = told;
  auto started = link::ChildProcess::start(options);
  if (!started) give_up("there is no Xvfb");
  server_ = *std::move(started);
  for (int tries = 0; tries < 1000 && !display_; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::ifstream file(told);
    for (std::string line; std::getline(file, line) && !display_;) {  // it may complain before it says its number
      if (line.empty() || line.find_first_not_of("0123456789") != std::string::npos) continue;
      name_ = ":" + line;
      display_ = XOpenDisplay(name_.c_str());
    }
  }
  if (!display_) give_up("Xvfb does not start");
}

Glass::~Glass() {
  if (display_) XCloseDisplay(static_cast<Display*>(display_));
}

bool Glass::shows_something() const {
  auto* const display = static_cast<Display*>(display_);
  for (const int y : {height / 4, height / 2, height * 3 / 4}) {
    XImage* const row = XGetImage(display, DefaultRootWindow(display), 0, y, width, 1, AllPlanes, ZPixmap);
    if (!row) continue;
    std::set<unsigned long> colours;
    for (int x = 0; x < width; ++x) colours.insert(XGetPixel(row, x, 0));
    XDestroyImage(row);
    if (colours.size() >= 3) return true;
  }
  return false;
}

}  // namespace vestibule::bench
