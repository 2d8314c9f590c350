#pragma once
// Reads a TOML table key by key and remembers what was wrong and where; keys nobody asked for are wrong too.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include <vestibule/result.hpp>

namespace vestibule::queue {

/// What is wrong with a file, in the order it was found: "hospital.toml:12: ...".
class Faults {
 public:
  explicit Faults(std::string file) : file_(std::move(file)) {}
  void add(const toml::node& where, std::string text) { add(where.source(), std::move(text)); }
  void add(const toml::source_region& where, std::string text);

  bool none() const { return lines_.empty(); }
  /// One sentence a line, at most ten.
  Error error() const;

 private:
  std::string file_;
  std::vector<std::string> lines_;
};

/// One table. Whatever is missing or of another type becomes a fault and a harmless value, so that one reading finds
/// all the faults. Call finish() when every known key was asked for.
class TableReader {
 public:
  /// `what` names the table in the faults: "service 'pharmacy'".
  TableReader(const toml::table& table, std::string what, Faults& faults) : table_(table), what_(std::move(what)), faults_(faults) {}

  std::string text(std::string_view key);
  std::optional<std::string> optional_text(std::string_view key);
  std::optional<std::int64_t> optional_whole(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<double> optional_number(std::string_view key);
  bool flag(std::string_view key, bool otherwise);
  std::vector<std::string> texts(std::string_view key);
  const toml::table* optional_table(std::string_view key);
  const toml::table* table(std::string_view key);
  const toml::array* optional_array(std::string_view key);
  /// The tables of an array; anything else in it is a fault.
  std::vector<const toml::table*> tables(std::string_view key);

  /// The node under a key that was read, for a fault that points at it; the table itself if it is absent.
  const toml::node& at(std::string_view key) const;
  void fault(std::string_view key, std::string_view text) const;
  void rename(std::string what) { what_ = std::move(what); }
  void finish() const;

 private:
  const toml::node* find(std::string_view key);
  void wanted(std::string_view key, std::string_view what) const;

  const toml::table& table_;
  std::string what_;
  Faults& faults_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace vestibule::queue
