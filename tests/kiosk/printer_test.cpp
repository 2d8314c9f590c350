#include <doctest/doctest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "golden.hpp"
#include "printer/escpos.hpp"
#include "printer/machine.hpp"
#include "printer/qr.hpp"
#include "printer/ticket.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;

namespace {

/// What a printer does with the bytes: the dots it burns, and whether it was told to cut at the end.
struct Paper {
  std::vector<std::string> rows;
  bool cut = false;
};

/// A small printer: understands the four commands a ticket is made of and nothing else.
Result<Paper> print(std::string_view bytes) {
  Paper paper;
  const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
  while (!bytes.empty()) {
    if (bytes.starts_with("\x1b@")) {
      bytes.remove_prefix(2);
    } else if (bytes.starts_with("\x1d"
                                 "v0")) {
      const std::size_t width = at(4) + 256 * at(5), rows = at(6) + 256 * at(7);
      if (bytes.size() < 8 + width * rows) return fail(Code::invalid, "a band is cut short");
      for (std::size_t y = 0; y < rows; ++y) paper.rows.emplace_back(bytes.substr(8 + y * width, width));
      bytes.remove_prefix(8 + width * rows);
    } else if (bytes.starts_with("\x1b"
                                 "d")) {
      bytes.remove_prefix(3);
    } else if (bytes.starts_with("\x1dV")) {
      paper.cut = true;
      bytes.remove_prefix(4);
    } else {
      return fail(Code::invalid, "no command starts with byte {}", at(0));
    }
  }
  return paper;
}

/// The raster a printer's paper shows.
Raster seen(const Paper& paper, int width) {
  Raster raster(width, static_cast<int>(paper.rows.size()));
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < width; ++x)
      if ((static_cast<unsigned char>(paper.rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x / 8)]) >> (7 - x % 8)) &
          1)
        raster.blacken(x, y);
  return raster;
}

PrintJob job(const std::string& language) {
  PrintJob job{"wish-1", language, {{"en", "Vestibule General Hospital"}, {"ar", "مستشفى فيستيبول العام"}}, {}, false};
  job.token.token = queue::TokenId{"01JDCZ8X5V3Q7W2N4M6K8H0P1R"};
  job.token.number = job.token.call_code = "B017";
  job.token.service_name = {{"en", "Blood test"}, {"ar", "تحليل الدم"}};
  job.token.area_name = {{"en", "Area 2, first floor"}, {"ar", "المنطقة 2، الطابق الأول"}};
  job.token.ahead = 3;
  job.token.wait = queue::WaitRange{5, 15};
  job.token.issued_at = *instant_from_iso("2026-11-22T05:05:09Z");
  return job;
}

Raster draw(const PrintJob& job) { return draw_ticket(job, {.time_zone = "Asia/Riyadh"}, test::languages(), test::fonts()); }

ui::Picture picture(const Raster& raster) {
  std::vector<ui::Colour> pixels;
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < raster.width(); ++x)
      pixels.push_back(raster.black(x, y) ? ui::Colour{0, 0, 0} : ui::Colour{255, 255, 255});
  return ui::Picture::from({raster.width(), raster.height()}, pixels);
}

}  // namespace

TEST_CASE("a printer burns the very dots that were drawn, and cuts") {
  const Raster ticket = draw(job("ar"));
  CHECK(ticket.width() == 576);
  const auto paper = print(escpos(ticket));
  REQUIRE_MESSAGE(paper, (paper ? "" : paper.error().message));
  CHECK(paper->cut);
  CHECK(seen(*paper, ticket.width()) == ticket);
}

TEST_CASE("a raster whose width is no multiple of eight survives too") {
  Raster raster(13, 101);
  for (int y = 0; y < 101; ++y) raster.blacken(y % 13, y);
  CHECK(seen(*print(escpos(raster)), 13) == raster);
}

TEST_CASE("the ticket in English and Arabic, with and without an estimate") {
  test::check_golden(picture(draw(job("en"))), "en_ticket");
  test::check_golden(picture(draw(job("ar"))), "ar_ticket");
  auto honest = job("ar");
  honest.token.wait.reset();
  honest.token.ahead = 0;
  test::check_golden(picture(draw(honest)), "ar_ticket_no_estimate");
  auto alone = job("en");
  alone.alone = true;
  alone.token.number = alone.token.call_code = "B2-014";
  test::check_golden(picture(draw(alone)), "en_ticket_alone");
}

TEST_CASE("a number that is long gets smaller, not cut") {
  auto offline = job("en");
  offline.token.number = offline.token.call_code = "A12-0345678";
  const Raster ticket = draw(offline);
  for (int y = 0; y < ticket.height(); ++y) {
    REQUIRE_FALSE(ticket.black(0, y));
    REQUIRE_FALSE(ticket.black(575, y));
  }
}

TEST_CASE("names of any length are printed and stay on the paper") {
  auto strange = job("en");
  strange.site = {{"en", std::string(10'000, 'W')}};
  strange.token.service_name = {};
  strange.token.area_name = {{"en", "\xff\xfe broken"}};
  const Raster ticket = draw(strange);
  CHECK(ticket.height() <= 2400);
}

TEST_CASE("a code holds the token's address, unless that is too long") {
  const auto code = qr_code("vestibule:token/01JDCZ8X5V3Q7W2N4M6K8H0P1R");
  REQUIRE(code);
  CHECK(code->dark.size() == static_cast<std::size_t>(code->side * code->side));
  CHECK_FALSE(qr_code(std::string(5000, 'x')));
}

TEST_CASE("an unknown time zone is refused by name") {
  const auto refused = check({.time_zone = "Mars/Olympus"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("Mars/Olympus") != std::string::npos);
  CHECK(check(TicketSettings{.time_zone = "Europe/Madrid"}));
}

TEST_CASE("a printer that is a folder leaves a picture and the printer's bytes, and says when it cannot") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("vestibule-paper-{}", getpid());
  const auto printer = folder_machine(folder);
  const auto never = [] { return false; };
  CHECK(printer->print(draw(job("en")), "A1", never).paper);
  std::ifstream bytes(folder / "A1.escpos", std::ios::binary);
  CHECK(print(std::string(std::istreambuf_iterator<char>(bytes), {})));
  CHECK(ui::Picture::read(folder / "A1.png")->size().width == 576);
  std::filesystem::remove_all(folder);
  std::ofstream(folder) << "a file where the folder should be";
  const auto failed = printer->print(draw(job("en")), "A2", never);
  std::filesystem::remove(folder);
  CHECK_FALSE(failed.paper);
  CHECK(failed.why.find("A2") != std::string::npos);
}
