#pragma once
// A TOML file whose errors name file and line.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "vestibule/result.hpp"

namespace vestibule::ui {

class TomlFile {
 public:
  static Result<TomlFile> read(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return fail(Code::not_found, "cannot read {}", path.string());
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return parse(text, path.string());
  }
  static Result<TomlFile> parse(std::string_view text, std::string_view name) {
    toml::parse_result parsed = toml::parse(text);
    if (!parsed) return fail(Code::invalid, "{}:{}: {}", name, parsed.error().source().begin.line, parsed.error().description());
    return TomlFile(std::string(name), std::move(parsed).table());
  }

  const toml::table& root() const { return root_; }

  tl::unexpected<Error> error(const toml::node& at, std::string_view what) const {
    return fail(Code::invalid, "{}:{}: {}", name_, at.source().begin.line, what);
  }
  Result<const toml::table*> table(std::string_view key) const {
    const toml::node* node = root_.get(key);
    if (!node || !node->is_table()) return error(root_, fmt::format("there is no table [{}]", key));
    return node->as_table();
  }
  /// Refuses keys other than these.
  Result<> only(const toml::table& table, const std::vector<std::string_view>& known) const {
    for (const auto& [key, node] : table)
      if (std::find(known.begin(), known.end(), key.str()) == known.end())
        return error(node, fmt::format("unknown key \"{}\"; known are {}", key.str(), fmt::join(known, ", ")));
    return {};
  }

 private:
  TomlFile(std::string name, toml::table root) : name_(std::move(name)), root_(std::move(root)) {}
  std::string name_;
  toml::table root_;
};

}  // namespace vestibule::ui
