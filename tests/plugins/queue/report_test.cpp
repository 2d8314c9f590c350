// The report on paper, without host and database. VESTIBULE_SHEETS=folder keeps one of each language to look at.

#include "report.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "hospital.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<const Hospital> demo_hospital() {
  std::ifstream file(DEMO_HOSPITAL);
  std::ostringstream text;
  text << file.rdbuf();
  return *read_hospital(text.str(), "demo-hospital.toml");
}

DayTold day(int offset, int came) {
  DayTold told;
  told.day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 16} + std::chrono::days{offset};
  told.came = came;
  told.done = came * 9 / 10;
  told.no_show = came / 20;
  told.waits = WaitsTold{came, 60 * 12, 60 * 34};
  told.with_target = told.promised = came;
  told.in_target = told.inside = came * 8 / 10;
  for (int hour = 8; hour < 17; ++hour) told.hours.push_back({hour, came / 9 + hour % 3, came / 10, told.waits});
  return told;
}

DaysTold week() {
  DaysTold days;
  for (int i = 0; i < 7; ++i) days.days.push_back(day(i, 120 + 37 * (i % 3)));
  return days;
}

std::vector<Overtaking> overtakings(int count) {
  std::vector<Overtaking> all;
  for (int i = 0; i < count; ++i) {
    Overtaking one;
    one.at = *instant_from_iso("2026-11-20T09:30:00Z") + std::chrono::minutes{i};
    one.service = ServiceId{"medicine"};
    one.desk = DeskId{"room-1"};
    one.number = "A0" + std::to_string(10 + i);
    one.priority = "red";
    one.passed = {"green", 3, i % 2 ? Cause::triage : Cause::staff, "A001", 1260};
    if (i % 2 == 0) one.reason = "old man alone, cannot stand";
    all.push_back(one);
  }
  return all;
}

int pages_of(const std::string& pdf) {
  int pages = 0;
  for (auto at = pdf.find("/Type /Page"); at != pdf.npos; at = pdf.find("/Type /Page", at + 1))
    if (pdf.compare(at, 12, "/Type /Pages") != 0) ++pages;
  return pages;
}

}  // namespace

TEST_CASE("a report has all its words in every language, and English's places to fill in") {
  const auto english = *ReportWords::in("en");
  CHECK(ReportWords::languages() == std::vector<std::string>{"ar", "de", "en", "es", "fr", "he", "hi", "zh"});
  for (const auto& language : ReportWords::languages()) {
    const auto words = ReportWords::in(language);
    REQUIRE(words);
    CHECK(words->right_to_left() == (language == "ar" || language == "he"));
    for (const char* key : {"title", "span", "made", "page", "none", "more", "half", "nine_in_ten", "in_target", "days_chart", "day", "hour", "hours_chart", "came",
                            "of_them_done", "done", "no_show", "cancelled", "inside", "minutes", "ledger", "ledger_none", "at", "number", "went_before", "cause",
                            "desk", "passed", "undone", "cause_in_turn", "cause_triage", "cause_appointment", "cause_returned", "cause_waited_bound",
                            "cause_this_desk", "cause_staff"}) {
      const auto text = words->say(key);
      CHECK_MESSAGE(!text.empty(), (language + " " + key));
      for (const char* place : {"{from}", "{until}", "{at}", "{page}", "{pages}", "{count}", "{class}", "{minutes}"})
        CHECK_MESSAGE((text.find(place) != text.npos) == (english.say(key).find(place) != std::string::npos), (language + " " + key));
    }
  }
  CHECK(ReportWords::in("xx").error().code == Code::invalid);
}

TEST_CASE("numbers and dates are written as the reader writes them, in western digits") {
  const auto english = *ReportWords::in("en"), german = *ReportWords::in("de"), arabic = *ReportWords::in("ar");
  CHECK(english.number(1234) == "1,234");
  CHECK(german.number(1234) == "1.234");
  CHECK(arabic.number(12) == "12");
  CHECK(english.share(1, 3) == "33%");
  CHECK(english.share(0, 0) == "–");
  CHECK(english.minutes(90) == "2 min");
  CHECK(english.date(std::chrono::year{2026} / 11 / 23) == "Nov 23, 2026");
  CHECK(german.date(std::chrono::year{2026} / 11 / 23) == "23.11.2026");
  CHECK(english.moment(*instant_from_iso("2026-11-23T22:30:00Z"), "Asia/Amman").starts_with("Nov 24, 2026"));
}

TEST_CASE("a report is a PDF in every language, the same twice over") {
  const auto hospital = demo_hospital();
  const Instant made = *instant_from_iso("2026-11-23T15:00:00Z");
  const char* keep = std::getenv("VESTIBULE_SHEETS");
  if (keep) std::filesystem::create_directories(keep);
  for (const auto& language : ReportWords::languages()) {
    const Sheet sheet = report_sheet(*ReportWords::in(language), *hospital, week(), overtakings(9), made);
    const std::string pdf = pdf_of(sheet);
    CHECK(pdf.starts_with("%PDF-1."));
    CHECK(pages_of(pdf) >= 1);
    CHECK(pdf == pdf_of(sheet));
    CHECK(pdf.size() < 400'000);
    if (keep) std::ofstream(std::string(keep) + "/report-" + language + ".pdf", std::ios::binary) << pdf;
  }
  if (keep) std::ofstream(std::string(keep) + "/report-day-en.pdf", std::ios::binary) << pdf_of(report_sheet(*ReportWords::in("en"), *hospital, {{day(4, 90)}}, {}, made));
}

TEST_CASE("a long ledger goes on over pages and ends where it says so") {
  const auto hospital = demo_hospital();
  const auto words = *ReportWords::in("en");
  const Sheet sheet = report_sheet(words, *hospital, week(), overtakings(most_overtakings + 5), {});
  CHECK(sheet.tables.back().rows.size() == most_overtakings);
  CHECK(sheet.tables.back().note == "Only the newest 200 are shown.");
  CHECK(pages_of(pdf_of(sheet)) > 3);
  CHECK(report_sheet(words, *hospital, {}, {}, {}).tables.front().note == "No day has been opened yet.");
  CHECK(pages_of(pdf_of(report_sheet(words, *hospital, {}, {}, {}))) == 1);
}

TEST_CASE("nothing that stands in a cell breaks the paper") {
  const auto hospital = demo_hospital();
  auto odd = overtakings(4);
  odd[0].reason = std::string(600, 'x');
  odd[2].reason = "line\nbreak \xF0\x9F\x92\x8A ) endobj <script> \\(";
  CHECK(pages_of(pdf_of(report_sheet(*ReportWords::in("ar"), *hospital, week(), odd, {}))) >= 1);
}
