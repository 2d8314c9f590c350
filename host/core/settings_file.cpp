#include "settings_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <toml++/toml.h>

namespace vestibule::core {
namespace {

json::value to_json(const toml::node& node) {
  if (const auto* text = node.as_string()) return json::value(json::string_view(text->get()));
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* number = node.as_floating_point()) return number->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  if (const auto* list = node.as_array()) {
    json::array array;
    for (const auto& item : *list) array.push_back(to_json(item));
    return array;
  }
  json::object object;
  if (const auto* table = node.as_table())
    for (const auto& [key, value] : *table) object[std::string(key.str())] = to_json(value);
  return object;
}

std::string_view kind_name(const json::value& value) {
  switch (value.kind()) {
    case json::kind::string:
      return "a text";
    case json::kind::bool_:
      return "true or false";
    case json::kind::double_:
      return "a number";
    case json::kind::array:
      return "a list";
    case json::kind::object:
      return "a table";
    default:
      return "a whole number";
  }
}

/// The value as the default's type, or nothing if it is of another one.
std::optional<json::value> fitting(json::value value, const json::value& standard) {
  if (standard.is_double() && value.is_int64()) return static_cast<double>(value.as_int64());
  if (kind_name(value) != kind_name(standard)) return std::nullopt;
  return value;
}

std::string known_keys(const json::object& defaults) {
  std::string keys;
  for (const auto& [key, value] : defaults) keys += (keys.empty() ? "" : ", ") + std::string(key);
  return keys;
}

}  // namespace

struct SettingsFile::Inside {
  toml::table table;
  std::string path;
  FileReader files;
  std::set<std::string> read;

  std::string at(const toml::source_region& place) const { return fmt::format("{}, line {}", path, place.begin.line); }
};

SettingsFile::SettingsFile(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
SettingsFile::~SettingsFile() = default;

Result<std::unique_ptr<SettingsFile>> SettingsFile::parse(const std::string& text, std::string path, FileReader files) {
  try {
    auto table = toml::parse(text, path);
    auto inside = std::make_unique<Inside>(Inside{std::move(table), std::move(path), std::move(files), {}});
    return std::unique_ptr<SettingsFile>(new SettingsFile(std::move(inside)));
  } catch (const toml::parse_error& error) {
    return fail(Code::invalid, "{}, line {}: {}", path, error.source().begin.line, error.description());
  }
}

Result<json::value> SettingsFile::read(const std::string& section, const json::object& defaults) {
  inside_->read.insert(section);
  json::object merged = defaults;
  const toml::node* node = inside_->table.get(section);
  if (!node) return merged;
  const auto* table = node->as_table();
  if (!table) return fail(Code::invalid, "{}: '{}' must be a table: [{}]", inside_->at(node->source()), section, section);
  for (const auto& [key, value] : *table) {
    const std::string name(key.str());
    const auto* standard = defaults.if_contains(name);
    if (!standard)
      return fail(Code::invalid, "{}: [{}] has no setting '{}'; it has {}", inside_->at(key.source()), section, name, known_keys(defaults));
    auto fits = fitting(to_json(value), *standard);
    if (!fits) return fail(Code::invalid, "{}: {}.{} expected {}", inside_->at(value.source()), section, name, kind_name(*standard));
    merged[name] = *std::move(fits);
  }
  return merged;
}

Result<> SettingsFile::check_all_read(const std::set<std::string>& others) const {
  for (const auto& [key, value] : inside_->table) {
    const std::string name(key.str());
    if (!inside_->read.contains(name) && !others.contains(name))
      return fail(Code::invalid, "{}: nothing here is called '{}'", inside_->at(key.source()), name);
  }
  return {};
}

std::map<std::string, SettingsFile::Said> SettingsFile::given() const {
  std::map<std::string, Said> given;
  for (const auto& [section, node] : inside_->table)
    if (const auto* table = node.as_table())
      for (const auto& [key, value] : *table)
        given[std::string(section.str()) + "." + std::string(key.str())] = {to_json(value), static_cast<int>(key.source().begin.line)};
  return given;
}

std::string SettingsFile::resolved(const std::string& path) const {
  return (std::filesystem::path(inside_->path).parent_path() / path).lexically_normal().string();
}

const std::string& SettingsFile::path() const { return inside_->path; }

Result<std::string> SettingsFile::file(const std::string& path) const { return inside_->files(resolved(path)); }

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Code::not_found, "'{}' cannot be read", path);
  std::string text;
  std::array<char, 16'384> block;
  // Not through the stream's buffer: its operators take what a failing disk gives for the end of the file.
  while (in.read(block.data(), block.size()) || in.gcount() > 0) text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return fail(Code::unavailable, "'{}' cannot be read to its end", path);
  return text;
}

}  // namespace vestibule::core
