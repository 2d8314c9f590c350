#include "ticket_matrix.hpp"

#include "golden.hpp"
#include "world.hpp"

namespace vestibule::matrix {
using kiosk::PrintJob, kiosk::Raster;

std::vector<PrintJob> print_jobs(const std::string& language) {
  kiosk::test::World world({.languages = languages});
  world.touch("language." + language);
  world.touch("service.imaging");  // the longest name there is
  REQUIRE(world.printer.jobs.size() == 1);
  PrintJob unknown = world.printer.jobs.front(), known = unknown, alone = unknown;
  known.token.wait = queue::WaitRange{35, 120};
  known.token.ahead = 114;
  alone.alone = true;
  alone.token.number = alone.token.call_code = "X12-001";
  return {known, unknown, alone};
}

Raster ticket(const PrintJob& job) {
  return draw_ticket(job, {.time_zone = "Asia/Riyadh"}, kiosk::test::languages(), kiosk::test::fonts());
}

ui::Picture picture(const Raster& raster) {
  std::vector<ui::Colour> pixels;
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < raster.width(); ++x)
      pixels.push_back(raster.black(x, y) ? ui::Colour{0, 0, 0} : ui::Colour{255, 255, 255});
  return ui::Picture::from({raster.width(), raster.height()}, pixels);
}

TEST_CASE("tickets stay within their margins and are no longer than they must, in every language") {
  constexpr int edge = 12;  // dots that no printer reaches with certainty
  for (const auto& language : languages)
    for (const auto& job : print_jobs(language)) {
      const Raster paper = ticket(job);
      CAPTURE(language);
      CHECK(paper.height() < 1100);
      bool clean = true;
      for (int y = 0; y < paper.height(); ++y)
        for (int x = 0; x < edge; ++x) clean = clean && !paper.black(x, y) && !paper.black(paper.width() - 1 - x, y);
      CHECK(clean);
    }
}

TEST_CASE("every word and every text of the test hospital has its letters") {
  for (const auto& language : languages) {
    const auto& words = kiosk::test::languages().words(language);
    for (const auto& key : words.keys())
      CHECK_MESSAGE(kiosk::test::fonts().missing(words.text(key)).empty(), language << " " << key);
  }
}

}  // namespace vestibule::matrix
