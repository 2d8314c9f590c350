#include "report_words.hpp"

#include <toml++/toml.h>
#include <unicode/datefmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include <stdexcept>

namespace vestibule::queue {
namespace {

/// Western digits in every language, as on screens and tickets: a number must look the same on paper as where it was called.
icu::Locale locale_of(const std::string& language) { return icu::Locale((language + "@numbers=latn").c_str()); }

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::string formatted(icu::DateFormat* made, Instant at, const char* zone) {
  const std::unique_ptr<icu::DateFormat> format(made);
  if (!format) throw std::logic_error("ICU has no dates of this language");
  format->adoptTimeZone(icu::TimeZone::createTimeZone(zone));
  icu::UnicodeString text;
  format->format(static_cast<UDate>(to_millis(at)), text);
  return utf8(text);
}

Instant noon(std::chrono::year_month_day day) { return Instant{std::chrono::sys_days{day}} + std::chrono::hours{12}; }

}  // namespace

Result<ReportWords> ReportWords::in(const std::string& language) {
  const auto found = report_locales().find(language);
  if (found == report_locales().end()) return fail(Code::invalid, "there is no report in '{}'", language);
  const toml::table file = toml::parse(found->second, "locale/" + language + ".toml");
  ReportWords words;
  words.language_ = language;
  words.right_to_left_ = file["direction"].value_or(std::string_view()) == "rtl";
  for (const auto& [key, text] : *file["words"].as_table()) words.words_.emplace(std::string(key.str()), text.value_or(std::string()));
  return words;
}

std::vector<std::string> ReportWords::languages() {
  std::vector<std::string> all;
  for (const auto& [language, file] : report_locales()) all.push_back(language);
  return all;
}

std::string ReportWords::say(const std::string& key, const Fillings& fillings) const {
  std::string text = words_.at(key);
  for (const auto& [place, with] : fillings)
    if (const auto at = text.find("{" + place + "}"); at != text.npos) text.replace(at, place.size() + 2, with);
  return text;
}

std::string ReportWords::number(int value) const {
  UErrorCode error = U_ZERO_ERROR;
  return utf8(icu::number::NumberFormatter::withLocale(locale_of(language_)).formatInt(value, error).toString(error));
}

std::string ReportWords::share(int part, int whole) const {
  if (whole == 0) return "–";
  UErrorCode error = U_ZERO_ERROR;
  const auto format = icu::number::NumberFormatter::withLocale(locale_of(language_)).unit(icu::NoUnit::percent()).precision(icu::number::Precision::integer());
  return utf8(format.formatDouble(100.0 * part / whole, error).toString(error));
}

std::string ReportWords::minutes(int seconds) const { return say("minutes", {{"count", number((seconds + 30) / 60)}}); }

std::string ReportWords::weekday(std::chrono::year_month_day day) const {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale locale = locale_of(language_);
  return formatted(icu::DateFormat::createInstanceForSkeleton("Ed", locale, error), noon(day), "UTC");
}

std::string ReportWords::date(std::chrono::year_month_day day) const {
  return formatted(icu::DateFormat::createDateInstance(icu::DateFormat::kMedium, locale_of(language_)), noon(day), "UTC");
}

std::string ReportWords::time(Instant at, const std::string& zone) const {
  return formatted(icu::DateFormat::createTimeInstance(icu::DateFormat::kShort, locale_of(language_)), at, zone.c_str());
}

std::string ReportWords::moment(Instant at, const std::string& zone) const {
  return formatted(icu::DateFormat::createDateTimeInstance(icu::DateFormat::kMedium, icu::DateFormat::kShort, locale_of(language_)), at, zone.c_str());
}

}  // namespace vestibule::queue
