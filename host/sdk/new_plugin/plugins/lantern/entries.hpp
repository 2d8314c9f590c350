#pragma once
// The rules: which entries there can be. Plain C++, so that a test needs nothing else.

#include <map>
#include <string>
#include <vector>

#include <vestibule/instant.hpp>
#include <vestibule/lantern_wire.hpp>
#include <vestibule/result.hpp>

namespace vestibule::lantern {

struct Entry {
  EntryId id;
  std::string label;
  Instant since{};
};

class Entries {
 public:
  /// `label_limit` in bytes.
  explicit Entries(std::size_t label_limit) : label_limit_(label_limit) {}

  /// Nothing if an entry may be called so. invalid: empty or too long; conflict: another one is.
  Result<> check(const std::string& label) const;

  /// Adds what check() has allowed.
  void add(Entry entry);
  void clear();

  /// Null if there is none.
  const Entry* find(const EntryId& id) const;
  std::vector<Entry> by_label() const;
  std::size_t size() const { return by_label_.size(); }

 private:
  std::size_t label_limit_;
  std::map<std::string, Entry> by_label_;
  std::map<EntryId, std::string> labels_;
};

}  // namespace vestibule::lantern
