// The settings file of a site: what is refused is refused with file and line, and what was read reads the same when it is
// written down again.

#include "fuzz.hpp"
#include "front_hall.hpp"
#include "host_settings.hpp"

using namespace vestibule;
using fuzz::hold;

namespace {

void write_value(std::string& toml, const json::value& value) {
  if (value.is_string()) {
    toml += '"';
    for (const char c : value.as_string()) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') toml += {'\\', c};
      else if (byte < 0x20 || byte == 0x7f) toml += fmt::format("\\u{:04x}", byte);
      else toml += c;
    }
    toml += '"';
  } else if (value.is_array()) {
    toml += '[';
    for (const auto& item : value.as_array()) write_value(toml, item), toml += ", ";
    toml += ']';
  } else {
    toml += json::serialize(value);
  }
}

template <class T>
void write_table(std::string& toml, std::string_view section, const T& settings) {
  fmt::format_to(std::back_inserter(toml), "[{}]\n", section);
  const json::value encoded = encode(settings);
  for (const auto& [key, value] : encoded.as_object()) {
    toml += std::string(key) + " = ";
    write_value(toml, value);
    toml += '\n';
  }
}

struct All {
  core::HostSettings host;
  queue::QueueSettings queue;
};

Result<All> read(const std::string& text) {
  VESTIBULE_TRY(auto file, core::SettingsFile::parse(text, "site.toml", [](const std::string&) -> Result<std::string> { return std::string{}; }));
  All all;
  VESTIBULE_TRY(all.host, core::read_host_settings(*file));
  VESTIBULE_TRY(all.queue, file->read("queue", queue::QueueSettings{}));
  VESTIBULE_CHECK(file->check_all_read({"ledger"}));
  return all;
}

std::string written(const All& all) {
  std::string toml;
  write_table(toml, "host", all.host.house);
  write_table(toml, "http", all.host.http);
  write_table(toml, "mqtt", all.host.mqtt);
  write_table(toml, "audit", all.host.audit);
  write_table(toml, "backup", all.host.backup);
  write_table(toml, "queue", all.queue);
  return toml;
}

/// File and line, or at least file or table and key.
bool names_place(const std::string& message) {
  if (message.starts_with("site.toml, line ") || message.starts_with("site.toml: [") || message.starts_with("$.")) return true;
  for (const char* section : {"host.", "http.", "mqtt.", "audit.", "backup.", "queue."})
    if (message.starts_with(section)) return true;
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto all = read(std::string(fuzz::text_of(data, size)));
  if (!all) return hold(all.error().code == Code::invalid && names_place(all.error().message), "an error without its place: {}", all.error().message), 0;
  const std::string text = written(*all);
  const auto again = read(text);
  hold(again.has_value(), "what was written is not read: {}\n{}", text, again ? "" : again.error().message);
  hold(written(*again) == text, "what was written reads as another thing: {}", text);
  return 0;
}
