#include "toml_reader.hpp"

#include <algorithm>

namespace vestibule::queue {

void Faults::add(const toml::source_region& where, std::string text) {
  // A name in the file may hold anything; a sentence stays on its line.
  std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  lines_.push_back(fmt::format("{}:{}: {}", file_, where.begin.line, text));
}

Error Faults::error() const {
  constexpr std::size_t shown = 10;
  std::string message;
  for (std::size_t i = 0; i < lines_.size() && i < shown; ++i) message += (i ? "\n" : "") + lines_[i];
  if (lines_.size() > shown) message += fmt::format("\nand {} more", lines_.size() - shown);
  return {Code::invalid, std::move(message)};
}

const toml::node* TableReader::find(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

const toml::node& TableReader::at(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node ? *node : static_cast<const toml::node&>(table_);
}

void TableReader::fault(std::string_view key, std::string_view text) const {
  faults_.add(at(key), fmt::format("{}: {} {}", what_, key, text));
}

void TableReader::wanted(std::string_view key, std::string_view what) const {
  fault(key, table_.contains(key) ? fmt::format("must be {}", what) : fmt::format("is missing; it must be {}", what));
}

std::string TableReader::text(std::string_view key) {
  auto found = optional_text(key);
  if (!found && !table_.contains(key)) wanted(key, "a text");
  return found.value_or("");
}

std::optional<std::string> TableReader::optional_text(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const auto* value = node->as_string();
  if (!value || value->get().empty() || value->get().size() > 400) {
    wanted(key, "a text of 1 to 400 bytes");
    return std::nullopt;
  }
  return value->get();
}

std::optional<std::int64_t> TableReader::optional_whole(std::string_view key, std::int64_t least, std::int64_t most) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const auto* value = node->as_integer();
  if (!value || value->get() < least || value->get() > most) {
    wanted(key, fmt::format("a whole number from {} to {}", least, most));
    return std::nullopt;
  }
  return value->get();
}

std::optional<double> TableReader::optional_number(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) wanted(key, "a number");
  return value;
}

bool TableReader::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  wanted(key, "true or false");
  return otherwise;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> found;
  const toml::array* array = optional_array(key);
  if (!array) {
    if (!table_.contains(key)) wanted(key, "a list of texts");
    return found;
  }
  for (const auto& entry : *array) {
    if (const auto* value = entry.as_string()) found.push_back(value->get());
    else faults_.add(entry, fmt::format("{}: {} must hold texts only", what_, key));
  }
  return found;
}

const toml::table* TableReader::optional_table(std::string_view key) {
  const toml::node* node = find(key);
  if (node && !node->is_table()) wanted(key, "a table");
  return node ? node->as_table() : nullptr;
}

const toml::table* TableReader::table(std::string_view key) {
  const toml::table* found = optional_table(key);
  if (!table_.contains(key)) wanted(key, "a table");
  return found;
}

const toml::array* TableReader::optional_array(std::string_view key) {
  const toml::node* node = find(key);
  if (node && !node->is_array()) wanted(key, "a list");
  return node ? node->as_array() : nullptr;
}

std::vector<const toml::table*> TableReader::tables(std::string_view key) {
  std::vector<const toml::table*> found;
  const toml::array* array = optional_array(key);
  if (!array) return found;
  for (const auto& entry : *array) {
    if (const auto* table = entry.as_table()) found.push_back(table);
    else faults_.add(entry, fmt::format("{}: {} must hold tables only", what_, key));
  }
  return found;
}

void TableReader::finish() const {
  for (const auto& [key, node] : table_) {
    if (!asked_.contains(key.str())) faults_.add(key.source(), fmt::format("{}: unknown key '{}'", what_, key.str()));
  }
}

}  // namespace vestibule::queue
