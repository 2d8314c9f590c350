#include "report.hpp"

#include <sodium.h>

#include "days_store.hpp"
#include "opening.hpp"
#include "queue_store.hpp"

namespace vestibule::queue {
namespace {

std::string named(const Texts& texts, const std::string& language, const std::string& otherwise) {
  for (const auto& wanted : {language, std::string("en")})
    if (const auto found = texts.find(wanted); found != texts.end()) return found->second;
  return texts.empty() ? otherwise : texts.begin()->second;
}

std::string name_of_class(const Hospital& hospital, const ServiceId& service, const std::string& priority, const std::string& language) {
  for (const Service& one : hospital.services)
    if (one.id == service)
      if (const Priority* found = one.priority(priority)) return named(found->name, language, priority);
  return priority;
}

std::string name_of_desk(const Hospital& hospital, const std::optional<DeskId>& desk, const std::string& language) {
  if (!desk) return "–";
  for (const Desk& one : hospital.desks)
    if (one.id == *desk) return named(one.name, language, desk->text());
  return desk->text();
}

std::string hour_text(int hour) { return fmt::format("{:02}:00", hour % 24); }

Bars bars_of(const ReportWords& words, const DaysTold& days) {
  const bool by_hour = days.days.size() == 1;
  Bars bars{words.say(by_hour ? "hours_chart" : "days_chart"), words.say("came"), words.say("of_them_done"), {}};
  if (by_hour)
    for (const HourTold& hour : days.days[0].hours) bars.bars.push_back({hour_text(hour.hour), hour.came, hour.done});
  else
    for (const DayTold& day : days.days) bars.bars.push_back({words.weekday(day.day), day.came, day.done});
  return bars;
}

SheetTable days_table(const ReportWords& words, const DaysTold& days) {
  SheetTable table{"", {}, {22, 12, 12, 14, 13, 17, 17, 14, 16}, {}, days.days.empty() ? words.say("none") : ""};
  for (const char* head : {"day", "came", "done", "no_show", "cancelled", "half", "nine_in_ten", "in_target", "inside"}) table.heads.push_back(words.say(head));
  for (const DayTold& day : days.days)
    table.rows.push_back({words.date(day.day), words.number(day.came), words.number(day.done), words.number(day.no_show), words.number(day.cancelled),
                          day.waits ? words.minutes(day.waits->half_seconds) : "–", day.waits ? words.minutes(day.waits->nine_in_ten_seconds) : "–",
                          words.share(day.in_target, day.with_target), words.share(day.inside, day.promised)});
  return table;
}

SheetTable hours_table(const ReportWords& words, const DayTold& day) {
  SheetTable table{"", {}, {1, 1, 1, 1, 1}, {}, ""};
  for (const char* head : {"hour", "came", "of_them_done", "half", "nine_in_ten"}) table.heads.push_back(words.say(head));
  for (const HourTold& hour : day.hours)
    table.rows.push_back({hour_text(hour.hour), words.number(hour.came), words.number(hour.done), hour.waits ? words.minutes(hour.waits->half_seconds) : "–",
                          hour.waits ? words.minutes(hour.waits->nine_in_ten_seconds) : "–"});
  return table;
}

SheetTable ledger_table(const ReportWords& words, const Hospital& hospital, const std::vector<Overtaking>& fairness) {
  const std::string& language = words.language();
  SheetTable table{words.say("ledger"), {}, {24, 20, 34, 32, 18}, {}, fairness.empty() ? words.say("ledger_none") : ""};
  for (const char* head : {"at", "number", "went_before", "cause", "desk"}) table.heads.push_back(words.say(head));
  for (const Overtaking& one : fairness) {
    if (table.rows.size() == most_overtakings) {
      table.note = words.say("more", {{"count", words.number(most_overtakings)}});
      break;
    }
    std::string cause = words.say("cause_" + std::string(boost::describe::enum_to_string(one.passed.cause, "in_turn")));
    if (one.reason) cause += ": " + *one.reason;
    if (one.undone) cause += " · " + words.say("undone");
    table.rows.push_back({words.moment(one.at, hospital.time_zone), one.number + " · " + name_of_class(hospital, one.service, one.priority, language),
                          words.say("passed", {{"count", words.number(one.passed.count)}, {"class", name_of_class(hospital, one.service, one.passed.priority, language)},
                                               {"minutes", words.number((one.passed.waited_seconds + 30) / 60)}}),
                          std::move(cause), name_of_desk(hospital, one.desk, language)});
  }
  return table;
}

std::string base64(const std::string& bytes) {
  constexpr int alphabet = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), alphabet), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), alphabet);
  text.pop_back();  // the C string's end
  return text;
}

}  // namespace

Sheet report_sheet(const ReportWords& words, const Hospital& hospital, const DaysTold& days, const std::vector<Overtaking>& fairness, Instant made) {
  Sheet sheet;
  sheet.language = words.language();
  sheet.right_to_left = words.right_to_left();
  sheet.title = words.say("title");
  sheet.page = words.say("page");
  sheet.made = made;
  sheet.lines.push_back(named(hospital.name, words.language(), ""));
  if (days.days.size() == 1) sheet.lines.push_back(words.date(days.days[0].day));
  if (days.days.size() > 1) sheet.lines.push_back(words.say("span", {{"from", words.date(days.days.front().day)}, {"until", words.date(days.days.back().day)}}));
  sheet.lines.push_back(words.say("made", {{"at", words.moment(made, hospital.time_zone)}}));
  sheet.bars = bars_of(words, days);
  sheet.tables.push_back(days_table(words, days));
  if (days.days.size() == 1) sheet.tables.push_back(hours_table(words, days.days[0]));
  sheet.tables.push_back(ledger_table(words, hospital, fairness));
  return sheet;
}

Result<ReportFile> read_report(soci::session& sql, const Hospital& hospital, const ReportAsked& asked, Instant now) {
  VESTIBULE_TRY(const auto words, ReportWords::in(asked.language));
  VESTIBULE_TRY(const DaysTold days, read_days(sql, hospital, {asked.until, asked.days, asked.service}));
  FairnessAsked who;
  who.service = asked.service;
  who.limit = 500;
  VESTIBULE_TRY(const Fairness all, read_fairness(sql, who));
  std::vector<Overtaking> fairness;
  for (const Overtaking& one : all.overtakings) {
    const auto date = local_time(hospital, one.at).date;
    if (!days.days.empty() && date >= days.days.front().day && date <= days.days.back().day) fairness.push_back(one);
  }
  const std::string name = days.days.empty() ? "report" : fmt::format("report-{}", to_iso(days.days.back().day));
  return ReportFile{name + ".pdf", "application/pdf", base64(pdf_of(report_sheet(words, hospital, days, fairness, now)))};
}

}  // namespace vestibule::queue
