// Claim: a call repaints a 1920x1080 board in under 8 ms with the processor alone, and much faster than painting all anew.

#include <fmt/format.h>
#include <vestibule/link/system.hpp>
#include <vestibule/ui/data.hpp>
#include <vestibule/ui/window.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "board_kit.hpp"
#include "board_view.hpp"
#include "fonts_inside.hpp"

using namespace vestibule;
using namespace vestibule::board;

namespace {

using Now = std::chrono::steady_clock;
constexpr int rounds = 300;

double milliseconds_since(Now::time_point begun) { return std::chrono::duration<double, std::milli>(Now::now() - begun).count(); }

double at(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

void print(const char* what, const std::vector<double>& times) {
  fmt::print("{:<46} median {:6.2f} ms   p99 {:6.2f} ms\n", what, at(times, 0.5), at(times, 0.99));
}

Shown shown_at(int round) {
  Shown shown;
  shown.known = true;
  shown.area = {{"en", "Main hall"}, {"ar", "القاعة الرئيسية"}};
  shown.call = call(round + 100);
  shown.fresh = shown.waited_for = round % 2 == 0;
  for (int i = 1; i <= 5; ++i) {
    shown.last.push_back(call(round + 100 - i));
    shown.last_waited_for.push_back(i == 1);
  }
  shown.next = {call(round + 101).call_code, call(round + 102).call_code, "B201"};
  shown.waiting = 20 + round % 7;
  return shown;
}

ViewOptions options() {
  ViewOptions made;
  for (const char* language : {"en", "ar"})
    made.languages.push_back(*ui::Words::read(*ui::data_file(fmt::format("display/board/locale/{}.toml", language))));
  return made;
}

/// From new words to pixels a display could take; `prepare` is done before each, outside the measure.
template <class Prepare>
std::vector<double> paint(ui::Screen& screen, BoardView& view, double& pixels, Prepare prepare) {
  std::vector<double> times;
  pixels = 0;
  for (int round = 0; round < rounds; ++round) {
    const Shown shown = shown_at(round);
    prepare();
    const auto begun = Now::now();
    view.show(shown);
    const ui::Frame frame = screen.update();
    times.push_back(milliseconds_since(begun));
    pixels += static_cast<double>(frame.pixels) / rounds;
  }
  return times;
}

/// The whole way: from new words to the frame given to the display.
std::vector<double> present(ui::Loop& loop, ui::Screen& screen, BoardView& view) {
  std::vector<double> times;
  std::function<void(int)> next = [&](int round) {
    if (round == rounds) return loop.stop();
    loop.post([&, round] {
      const auto begun = Now::now();
      view.show(shown_at(round));
      screen.after_frame([&, begun, round] {
        times.push_back(milliseconds_since(begun));
        next(round + 1);
      });
    });
  };
  next(0);
  loop.run();
  return times;
}

}  // namespace

int main() {
  const auto fonts = ui::Fonts::find();
  const auto theme = ui::read_theme(*ui::data_file("assets/themes/calm.toml"));
  if (!fonts || !theme) return EXIT_FAILURE;
  ui::Screen screen({1920, 1080}, *theme, **fonts);
  BoardView& view = screen.show<BoardView>(options());
  view.show(shown_at(0));
  screen.update();

  double changed = 0, all = 0;
  const auto naive = paint(screen, view, all, [&] {
    screen.repaint_all();
    (*fonts)->inside().runs = decltype((*fonts)->inside().runs){24u << 20};
    (*fonts)->inside().blocks = decltype((*fonts)->inside().blocks){2000};
  });
  const auto retained = paint(screen, view, changed, [] {});
  const link::SystemClock clock;
  ui::Loop loop(clock);
  const auto window = ui::Window::open(loop, screen, {.title = "bench", .offscreen = true});
  if (!window) return EXIT_FAILURE;
  const auto presented = present(loop, screen, view);

  fmt::print("a call on a board of 1920x1080 in English and Arabic, {} times\n", rounds);
  print("naive: everything laid out and painted anew", naive);
  print("retained: only what changed", retained);
  print("retained, until the display has the frame", presented);
  fmt::print("pixels painted: {:.0f} of {:.0f} ({:.0f} %); naive / retained = {:.1f} (median)\n", changed, all, 100 * changed / all,
             at(naive, 0.5) / at(retained, 0.5));
  return at(presented, 0.99) < 8 ? EXIT_SUCCESS : EXIT_FAILURE;
}
