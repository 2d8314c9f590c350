#include "kiosk_matrix.hpp"

#include <boost/mp11.hpp>
#include <algorithm>
#include <set>

#include "golden.hpp"

namespace vestibule::matrix {
using kiosk::Page, kiosk::PageKind;

kiosk::test::NamedPages kiosk_pages(const std::string& language) {
  auto pages = kiosk::test::pages(language);
  for (auto& [name, page] : kiosk::test::more_pages(language)) pages.emplace_back(name, std::move(page));
  for (auto& [name, page] : kiosk::test::operator_pages(language)) pages.emplace_back(name, std::move(page));
  for (auto& [name, page] : kiosk::test::neutral_pages(languages)) pages.emplace_back(name, std::move(page));
  return pages;
}

KioskStage::KioskStage(const Glass& glass)
    : screen(glass.size, theme("light"), kiosk::test::fonts()),
      glass_(glass),
      pages_(screen, kiosk::test::languages(), glass.shorter_side_mm, [](const kiosk::Touch&) {}) {
  pages_.set_themes(theme("light"), theme("contrast"));
}

void KioskStage::show(Page page, Look look, bool lowered) {
  // Staff pages have no such tools, and look the same for everybody.
  const bool has_manner = std::any_of(page.tools.begin(), page.tools.end(), [](const kiosk::Choice& tool) { return tool.name.starts_with("manner."); });
  if (has_manner) page.manner = {look == Look::contrast || look == Look::both, look == Look::large || look == Look::both, lowered};
  page.serial = ++serial_;
  for (auto& tool : page.tools)
    if ((tool.name == "manner.contrast" && page.manner.contrast) || (tool.name == "manner.large" && page.manner.large) ||
        (tool.name == "manner.lowered" && lowered))
      tool.look = kiosk::Look::main;
  pages_.show(page);
}

std::vector<std::string> KioskStage::faults() const {
  auto all = matrix::faults(screen);
  const double dots = std::min(glass_.size.width, glass_.size.height) / glass_.shorter_side_mm;
  for (auto& fault : screen.touch_faults(static_cast<int>(20 * dots), static_cast<int>(3 * dots)))
    all.push_back(std::move(fault));
  return all;
}

namespace {

/// What somebody must be able to read from afar, to find the way.
std::set<std::string> held(const Page& page) {
  if (!page.token) return {};
  return {page.token->number, kiosk::test::languages().say(page.token->area, page.language)};
}

void check_kiosk(const std::string& language) {
  const auto pages = kiosk_pages(language);
  for (const auto& glass : glasses) {
    KioskStage stage(glass);
    std::map<std::pair<std::string, bool>, Letters> usual;
    const int title = letters_of(theme("light"), ui::TextSize::title, glass.size);
    for (const Look look : {Look::usual, Look::contrast, Look::large, Look::both})
      for (const bool lowered : {false, true})
        for (const auto& [page_name, page] : pages) {
          stage.show(page, look, lowered);
          const std::string picture = fmt::format("{} {} {} {}{}", page_name, language, glass.name, name(look), lowered ? " lowered" : "");
          expect_none(stage.faults(), picture);
          Letters letters;
          collect(*stage.screen.root(), letters);
          if ((look == Look::large || look == Look::both) && !page.leaving_in)  // what lies behind the question whether anybody is there is not read
            expect_none(shrunk(usual[{page_name, lowered}], letters, title, held(page)), picture);
          if (look == Look::usual) usual[{page_name, lowered}] = std::move(letters);
          if (lowered)
            for (const auto& fault : stage.screen.touch_faults(0, 0)) FAIL_CHECK(fault);
        }
  }
}

}  // namespace

TEST_CASE("every kind of page is in the matrix") {
  std::set<PageKind> kinds;
  for (const auto& [name, page] : kiosk_pages("en")) kinds.insert(page.kind);
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<PageKind>>([&](auto kind) {
    CHECK_MESSAGE(kinds.count(kind.value), "no picture of the page " << kind.name << ": add one to tests/kiosk/pages.cpp");
  });
}

TEST_CASE("kiosk in English") { check_kiosk("en"); }
TEST_CASE("kiosk in Spanish") { check_kiosk("es"); }
TEST_CASE("kiosk in French") { check_kiosk("fr"); }
TEST_CASE("kiosk in German") { check_kiosk("de"); }
TEST_CASE("kiosk in Arabic") { check_kiosk("ar"); }
TEST_CASE("kiosk in Hebrew") { check_kiosk("he"); }
TEST_CASE("kiosk in Hindi") { check_kiosk("hi"); }
TEST_CASE("kiosk in Chinese") { check_kiosk("zh"); }

TEST_CASE("no word of the kiosk is left unused: each stands somewhere in the matrix") {
  std::set<std::string> texts;
  KioskStage stage(glasses[1]);
  for (auto [name, page] : kiosk_pages("en")) {
    stage.show(page, Look::usual);
    collect_texts(*stage.screen.root(), texts);
  }
  const auto& words = kiosk::test::languages().words("en");
  for (const auto& key : words.keys()) {
    const bool on_paper = key.starts_with("ticket_") || key.starts_with("month_");
    // One of seven, and one state of the printer among its own, stand for the others.
    const bool one_of_many = key.starts_with("weekday_") || key.starts_with("operator_");
    // Not on this screen, or not in English: where not all choices have room, and where dates begin with the year.
    const bool elsewhere = key == "action_more" || key == "more_part" || key == "entry_birth_year_first";
    const std::string one = words.text(key, {{"count", 1}}), many = words.text(key);
    if (!on_paper && !one_of_many && !elsewhere)
      CHECK_MESSAGE(std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return says(text, one) || says(text, many); }), key << " is never shown");
  }
}

}  // namespace vestibule::matrix
