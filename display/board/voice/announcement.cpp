#include "announcement.hpp"

#include <algorithm>
#include <cstdio>

namespace vestibule::board {

namespace {

constexpr Duration after_chime{150}, between_languages{500}, before_again{900}, before_the_way{300};

bool needs(const queue::BoardCall& call, queue::Need need) { return std::find(call.needs.begin(), call.needs.end(), need) != call.needs.end(); }

/// The words of a language, or of its root; null if this screen has none.
const ui::Words* words_of(const VoiceOptions& options, const std::string& language) {
  for (const auto& wanted : {language, language.substr(0, language.find('-'))})
    for (const ui::Words& words : options.words)
      if (words.language() == wanted) return &words;
  return nullptr;
}

/// The patient's language first, the site's after it; each once.
std::vector<const ui::Words*> languages_of(const queue::BoardCall& call, const VoiceOptions& options, bool hurried) {
  std::vector<const ui::Words*> languages;
  if (const auto* own = call.language ? words_of(options, *call.language) : nullptr) languages.push_back(own);
  const auto* site = words_of(options, options.site_language);
  if (site && (languages.empty() || (languages.front() != site && !hurried))) languages.push_back(site);
  return languages;
}

void say_in(std::vector<ui::Utterance>& all, const ui::Words& words, const queue::BoardCall& call) {
  const std::string& language = words.language();
  all.push_back(ui::said(language, words.text("call", {{"code", ui::spoken_code(call.call_code)}, {"desk", ui::in_language(call.desk_name, language)}})));
  if (!needs(call, queue::Need::blind) || !call.desk_way) return;
  all.push_back(ui::paused(before_the_way));
  all.push_back(ui::said(language, ui::in_language(*call.desk_way, language)));
}

}  // namespace

std::vector<ui::Utterance> announcement(const queue::BoardCall& call, const VoiceOptions& options, std::size_t behind) {
  const bool blind = needs(call, queue::Need::blind);
  const int times = std::max(behind > 0 ? 1 : options.times, blind ? 2 : 1);
  std::vector<ui::Utterance> all{ui::chimed(), ui::paused(after_chime)};
  for (int time = 0; time < times; ++time) {
    if (time > 0) all.push_back(ui::paused(before_again));
    bool first = true;
    for (const ui::Words* words : languages_of(call, options, behind >= hurry)) {
      if (!std::exchange(first, false)) all.push_back(ui::paused(between_languages));
      say_in(all, *words, call);
    }
  }
  return all;
}

Result<QuietHours> parse_quiet_hours(std::string_view text) {
  int from_hour = 0, from_minute = 0, until_hour = 0, until_minute = 0;
  char rest = 0;
  const std::string whole(text);
  const bool read = std::sscanf(whole.c_str(), "%2d:%2d-%2d:%2d%c", &from_hour, &from_minute, &until_hour, &until_minute, &rest) == 4;
  const auto time = [](int hour, int minute) { return hour >= 0 && minute >= 0 && minute < 60 && hour * 60 + minute <= 24 * 60; };
  if (!read || !time(from_hour, from_minute) || !time(until_hour, until_minute))
    return fail(Code::invalid, "quiet hours are written as 22:00-06:30, not '{}'", text);
  return QuietHours{from_hour * 60 + from_minute, until_hour * 60 + until_minute};
}

}  // namespace vestibule::board
