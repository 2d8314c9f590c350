#include "ticket.hpp"

#include <date/tz.h>
#include <array>
#include <vestibule/ui/canvas.hpp>

#include "qr.hpp"
#include "sheet.hpp"

namespace vestibule::kiosk {
namespace {

const date::time_zone& zone(const std::string& name) { return *(name.empty() ? date::current_zone() : date::locate_zone(name)); }

Saying month(unsigned number) {
  static const std::array names = {key("month_1"), key("month_2"),  key("month_3"),  key("month_4"),
                                   key("month_5"), key("month_6"),  key("month_7"),  key("month_8"),
                                   key("month_9"), key("month_10"), key("month_11"), key("month_12")};
  return names.at(number - 1);
}

std::string issued_at(const PrintJob& job, const TicketSettings& settings, const Languages& languages) {
  const auto local = zone(settings.time_zone).to_local(job.token.issued_at);
  const auto day = date::floor<date::days>(local);
  const date::year_month_day date{day};
  const date::hh_mm_ss time{date::floor<std::chrono::minutes>(local - day)};
  return languages.say(key("ticket_time")
                           .with("day", static_cast<int>(static_cast<unsigned>(date.day())))
                           .with("month", languages.say(month(static_cast<unsigned>(date.month())), job.language))
                           .with("year", static_cast<int>(date.year()))
                           .with("time", fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count())),
                       job.language);
}

}  // namespace

std::string local_time(Instant when, const TicketSettings& settings) {
  const auto local = zone(settings.time_zone).to_local(when);
  const date::hh_mm_ss time{date::floor<std::chrono::minutes>(local - date::floor<date::days>(local))};
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

Result<> check(const TicketSettings& settings) {
  try {
    zone(settings.time_zone);
    return {};
  } catch (const std::runtime_error&) {
    return fail(Code::invalid, "there is no time zone '{}'; write it as \"Europe/Madrid\"", settings.time_zone);
  }
}

Raster draw_ticket(const PrintJob& job, const TicketSettings& settings, const Languages& languages, ui::Fonts& fonts) {
  const auto& token = job.token;
  const auto say = [&](const Saying& saying) { return languages.say(saying, job.language); };
  Sheet sheet(paper_dots, fonts, languages.direction(job.language));
  sheet.text(say(of_site(job.site)), 30, ui::Weight::bold);
  sheet.rule();
  sheet.text(say(key("ticket_number")), 30);
  sheet.number(token.call_code, 190);
  sheet.text(say(of_site(token.service_name)), 46, ui::Weight::bold);
  sheet.text(say(of_site(token.area_name)), 36);
  sheet.space(14);
  const auto wait =
      token.wait ? key("ticket_minutes").ranging(token.wait->low, token.wait->high) : key("ticket_no_estimate");
  if (job.alone)
    sheet.text(say(key("ticket_alone")), 32, ui::Weight::bold);
  else
    sheet.two_cells({say(key("ticket_ahead")), std::to_string(token.ahead)}, {say(key("ticket_wait")), say(wait)});
  sheet.space(18);
  if (const auto code = qr_code(token_address(settings.address, token)))
    sheet.code(*code, 200);
  sheet.text(say(key("ticket_keep")), 26);
  sheet.text(issued_at(job, settings, languages), 26);
  return sheet.raster();
}

}  // namespace vestibule::kiosk
