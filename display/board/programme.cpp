#include "programme.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace vestibule::board {

namespace {

using namespace std::string_view_literals;

constexpr std::array day_names{"sun"sv, "mon"sv, "tue"sv, "wed"sv, "thu"sv, "fri"sv, "sat"sv};
constexpr std::array known_keys{"from"sv, "until"sv, "days"sv, "closed"sv, "message"sv, "media"sv, "seconds"sv};

/// "07:30" in minutes of the day, up to "24:00".
std::optional<int> minutes_of(const std::string& text) {
  int hour = 0, minute = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 || minute < 0 || minute > 59) return std::nullopt;
  const int time = hour * 60 + minute;
  return time <= 24 * 60 ? std::optional{time} : std::nullopt;
}

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file) : file_(file) {}

  Result<ProgrammeEntry> entry(const toml::table& table) {
    for (const auto& [key, node] : table)
      if (std::find(known_keys.begin(), known_keys.end(), key.str()) == known_keys.end())
        return wrong(node, fmt::format("unknown key \"{}\"; known are {}", key.str(), fmt::join(known_keys, ", ")));
    ProgrammeEntry made;
    VESTIBULE_TRY(made.from, time(table, "from", 0));
    VESTIBULE_TRY(made.until, time(table, "until", 24 * 60));
    if (made.from >= made.until) return wrong(table, "until must be later than from");
    VESTIBULE_TRY(made.days, days(table));
    VESTIBULE_TRY(made.message, message(table));
    if (const toml::node* node = table.get("closed")) {
      if (!node->is_boolean()) return wrong(*node, "closed must be true or false");
      made.closed = *node->value<bool>();
    }
    if (const toml::node* node = table.get("media")) {
      const auto folder = node->value<std::string>();
      if (!folder || !std::filesystem::is_directory(file_.parent_path() / *folder))
        return wrong(*node, fmt::format("media must name a folder beside {}", file_.filename().string()));
      made.media = file_.parent_path() / *folder;
    }
    if (const toml::node* node = table.get("seconds")) {
      const auto seconds = node->value<std::int64_t>();
      if (!node->is_integer() || !seconds || *seconds < 3 || *seconds > 3600) return wrong(*node, "seconds must be a whole number from 3 to 3600");
      made.seconds = static_cast<int>(*seconds);
    }
    return made;
  }

  tl::unexpected<Error> wrong(const toml::node& at, std::string_view what) const {
    return fail(Code::invalid, "{}:{}: {}", file_.string(), at.source().begin.line, what);
  }

 private:
  Result<int> time(const toml::table& table, std::string_view key, int otherwise) {
    const toml::node* node = table.get(key);
    if (!node) return otherwise;
    const auto minutes = minutes_of(node->value<std::string>().value_or(""));
    if (!minutes) return wrong(*node, fmt::format("{} must be a time such as \"07:30\"", key));
    return *minutes;
  }
  Result<unsigned> days(const toml::table& table) {
    const toml::node* node = table.get("days");
    if (!node) return 0x7fu;
    unsigned found = 0;
    if (const toml::array* list = node->as_array())
      for (const toml::node& day : *list) {
        const auto* const known = std::find(day_names.begin(), day_names.end(), day.value<std::string>().value_or(""));
        if (known == day_names.end()) return wrong(day, fmt::format("days are {}", fmt::join(day_names, " ")));
        found |= 1u << (known - day_names.begin());
      }
    if (found == 0) return wrong(*node, fmt::format("days must be a list of {}", fmt::join(day_names, " ")));
    return found;
  }
  Result<queue::Texts> message(const toml::table& table) {
    queue::Texts texts;
    const toml::node* node = table.get("message");
    if (!node) return texts;
    if (!node->is_table()) return wrong(*node, "message must be a table of language to text");
    for (const auto& [language, text] : *node->as_table()) {
      const auto said = text.value<std::string>();
      if (!said || said->empty()) return wrong(text, "message must be a table of language to text");
      texts[std::string(language.str())] = *said;
    }
    return texts;
  }

  const std::filesystem::path& file_;
};

bool is_on(const ProgrammeEntry& entry, const WallTime& time, bool closed) {
  const int minute = time.hour * 60 + time.minute;
  return entry.closed == closed && minute >= entry.from && minute < entry.until && ((entry.days >> time.weekday) & 1u) != 0;
}

}  // namespace

const ProgrammeEntry* Programme::message_at(const WallTime& time, bool closed) const {
  for (const auto& entry : entries)
    if (!entry.message.empty() && is_on(entry, time, closed)) return &entry;
  return nullptr;
}

const ProgrammeEntry* Programme::media_at(const WallTime& time, bool closed) const {
  for (const auto& entry : entries)
    if (!entry.media.empty() && is_on(entry, time, closed)) return &entry;
  return nullptr;
}

Result<Programme> parse_programme(std::string_view text, const std::filesystem::path& file) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) return fail(Code::invalid, "{}:{}: {}", file.string(), parsed.error().source().begin.line, parsed.error().description());
  Reader reader(file);
  Programme programme;
  for (const auto& [key, node] : parsed.table()) {
    const toml::array* list = node.as_array();
    if (key.str() != "show" || !list) return reader.wrong(node, "a schedule holds [[show]] tables and nothing else");
    for (const toml::node& entry : *list) {
      if (!entry.is_table()) return reader.wrong(entry, "a schedule holds [[show]] tables and nothing else");
      VESTIBULE_TRY(auto made, reader.entry(*entry.as_table()));
      programme.entries.push_back(std::move(made));
    }
  }
  return programme;
}

Result<Programme> read_programme(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(Code::not_found, "cannot read the schedule {}", file.string());
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return parse_programme(text, file);
}

std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    std::string kind = entry.path().extension().string();
    std::transform(kind.begin(), kind.end(), kind.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (kind == ".png" || kind == ".jpg" || kind == ".jpeg") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace vestibule::board
