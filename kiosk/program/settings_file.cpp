#include "settings_file.hpp"

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <fmt/format.h>
#include <toml++/toml.h>

namespace vestibule::kiosk {
namespace {

CLI::ConfigError wrong(const std::string& file, int line, std::string_view what) {
  return {fmt::format("{}:{}: {}", file, line, what), CLI::ExitCodes::ConfigError};
}
int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

/// As it would be written on the command line; empty for what cannot stand there.
std::string text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  return {};
}
bool single(const toml::node& node) { return node.is_string() || node.is_integer() || node.is_floating_point() || node.is_boolean(); }

}  // namespace

std::string SettingsFile::file() const { return app_.get_config_ptr()->as<std::string>(); }

std::vector<CLI::ConfigItem> SettingsFile::from_config(std::istream& input) const {
  const toml::parse_result parsed = toml::parse(input);
  if (!parsed) throw wrong(file(), line_of(parsed.error().source()), parsed.error().description());
  std::vector<CLI::ConfigItem> settings;
  for (const auto& [key, node] : parsed.table()) {
    const std::string name(key.str());
    const CLI::Option* option = app_.get_option_no_throw("--" + name);
    if (!option || !option->get_configurable()) throw wrong(file(), line_of(node.source()), fmt::format("there is no setting \"{}\"; --help lists them all", name));
    if (!single(node)) throw wrong(file(), line_of(node.source()), fmt::format("{} must be a text, a number, true or false", name));
    if (option->empty()) lines_[name] = line_of(node.source());  // the command line goes before the file
    settings.push_back({{}, name, {text_of(node)}});
  }
  return settings;
}

std::string SettingsFile::placed(const CLI::ParseError& error) const {
  const std::string said = error.what();
  for (const auto& [name, line] : lines_)
    if (said.starts_with("--" + name + ":")) return fmt::format("{}:{}: {}", file(), line, said.substr(2));
  return said;
}

}  // namespace vestibule::kiosk
