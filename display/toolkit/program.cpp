#include "vestibule/ui/program.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <cstdlib>
#include <fstream>

namespace vestibule::ui {

namespace {

class TomlSettings final : public CLI::Config {
 public:
  explicit TomlSettings(const CLI::App& app) : app_(app) {}

  std::string to_config(const CLI::App*, bool, bool, std::string) const override { return {}; }

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    const toml::parse_result parsed = toml::parse(input);
    if (!parsed) throw wrong(parsed.error().source(), std::string(parsed.error().description()));
    std::vector<CLI::ConfigItem> settings;
    for (const auto& [key, node] : parsed.table()) {
      const std::string name(key.str());
      if (!app_.get_option_no_throw("--" + name)) throw wrong(node.source(), "there is no setting \"" + name + "\"");
      settings.push_back({{}, name, {}});
      if (const toml::array* list = node.as_array())
        for (const toml::node& one : *list) settings.back().inputs.push_back(text_of(one));
      else settings.back().inputs.push_back(text_of(node));
    }
    return settings;
  }

 private:
  CLI::ConfigError wrong(const toml::source_region& where, const std::string& what) const {
    const std::string file = app_.get_config_ptr()->as<std::string>();
    return {file + ":" + std::to_string(where.begin.line) + ": " + what, CLI::ExitCodes::ConfigError};
  }
  std::string text_of(const toml::node& node) const {
    if (const auto text = node.value<std::string>()) return *text;
    if (const auto number = node.value<std::int64_t>(); number && node.is_integer()) return std::to_string(*number);
    if (const auto flag = node.value<bool>(); flag && node.is_boolean()) return *flag ? "true" : "false";
    if (const auto number = node.value<double>(); number && node.is_floating_point()) return fmt::format("{}", *number);
    throw wrong(node.source(), "expected a text, a number, true or false, or a list of them");
  }

  const CLI::App& app_;
};

}  // namespace

void take_settings_files(CLI::App& app, const std::string& example) {
  app.set_config("--settings", "", "a TOML file with the names below: " + example)->check(CLI::ExistingFile);
  app.config_formatter(std::make_shared<TomlSettings>(app));
  app.allow_config_extras(false);
}

Size size_from(const std::string& text) {
  int width = 0, height = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 320 || height < 240 || width > 16384 || height > 16384)
    throw CLI::ValidationError("--size", "expected WIDTHxHEIGHT in pixels, such as 1280x720, from 320x240 to 16384x16384");
  return {width, height};
}

std::string password_from(const std::string& file) {
  if (file.empty()) {
    const char* given = std::getenv("VESTIBULE_PASSWORD");
    return given ? given : "";
  }
  std::ifstream stream(file);
  std::string password;
  if (!std::getline(stream, password)) throw CLI::ValidationError("--password-file", "cannot read " + file);
  return password;
}

}  // namespace vestibule::ui
