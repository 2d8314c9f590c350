#include "keyboards.hpp"

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <fstream>
#include <iterator>

namespace vestibule::kiosk {
namespace {

constexpr std::size_t widest_row = 10, most_keys = 39, longest_key = 16;

/// What is wrong, at its line.
class File {
 public:
  explicit File(std::string name) : name_(std::move(name)) {}
  tl::unexpected<Error> wrong(const toml::node& at, std::string_view what) const {
    return fail(Code::invalid, "{}:{}: {}", name_, at.source().begin.line, what);
  }

 private:
  std::string name_;
};

Result<std::vector<std::string>> read_row(const File& file, const toml::node& node) {
  const toml::array* row = node.as_array();
  if (!row || row->empty() || row->size() > widest_row) return file.wrong(node, fmt::format("a row must hold 1 to {} keys", widest_row));
  std::vector<std::string> keys;
  for (const toml::node& entry : *row) {
    const auto text = entry.value<std::string>();
    if (!text || text->empty() || text->size() > longest_key || *text == "erase" || *text == "space" || *text == "layer")
      return file.wrong(entry, fmt::format("a key must be a text of 1 to {} bytes: what it writes", longest_key));
    keys.push_back(*text);
  }
  return keys;
}

Result<Layer> read_layer(const File& file, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table) return file.wrong(node, "a layer must be a table [[layer]]");
  Layer layer;
  layer.label = (*table)["label"].value<std::string>().value_or("");
  if (layer.label.empty()) return file.wrong(*table, "label must be a text");
  const toml::array* rows = (*table)["rows"].as_array();
  if (!rows || rows->empty()) return file.wrong(*table, "rows must be a list of lists of keys");
  std::size_t keys = 0;
  for (const toml::node& row : *rows) {
    VESTIBULE_TRY(auto read, read_row(file, row));
    keys += read.size();
    layer.rows.push_back(std::move(read));
  }
  if (keys > most_keys) return file.wrong(*rows, fmt::format("a layer holds at most {} keys; this one has {}", most_keys, keys));
  for (const auto& [key, value] : *table)
    if (key.str() != "label" && key.str() != "rows") return file.wrong(value, fmt::format("unknown key \"{}\"; known are label, rows", key.str()));
  return layer;
}

Result<Keyboard> read_keyboard(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto parsed = toml::parse(text);
  if (!parsed) return fail(Code::invalid, "{}:{}: {}", path.string(), parsed.error().source().begin.line, parsed.error().description());
  const toml::table& root = parsed.table();
  const File file(path.string());
  Keyboard keyboard;
  keyboard.year_first = root["year_first"].value_or(false);
  const toml::array* layers = root["layer"].as_array();
  if (!layers || layers->empty()) return file.wrong(root, "there is no [[layer]]");
  for (const toml::node& node : *layers) {
    VESTIBULE_TRY(auto layer, read_layer(file, node));
    keyboard.layers.push_back(std::move(layer));
  }
  for (const auto& [key, value] : root)
    if (key.str() != "layer" && key.str() != "year_first")
      return file.wrong(value, fmt::format("unknown key \"{}\"; known are layer, year_first", key.str()));
  return keyboard;
}

}  // namespace

Result<Keyboards> read_keyboards(const std::filesystem::path& folder) {
  Keyboards keyboards;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".toml") continue;
    VESTIBULE_TRY(auto keyboard, read_keyboard(entry.path()));
    keyboards.emplace(entry.path().stem().string(), std::move(keyboard));
  }
  if (!keyboards.count("en")) return fail(Code::not_found, "there is no en.toml in {}: nothing can be typed", folder.string());
  return keyboards;
}

}  // namespace vestibule::kiosk
