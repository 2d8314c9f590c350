#include "entries.hpp"

#include <utility>

namespace vestibule::lantern {

Result<> Entries::check(const std::string& label) const {
  if (label.empty()) return fail(Code::invalid, "an entry needs a label");
  if (label.size() > label_limit_)
    return fail(Code::invalid, "the label is {} bytes long, at most {} are allowed", label.size(), label_limit_);
  if (by_label_.contains(label)) return fail(Code::conflict, "there is an entry called '{}' already", label);
  return {};
}

void Entries::add(Entry entry) {
  labels_[entry.id] = entry.label;
  const std::string label = entry.label;
  by_label_[label] = std::move(entry);
}

void Entries::clear() {
  by_label_.clear();
  labels_.clear();
}

const Entry* Entries::find(const EntryId& id) const {
  const auto label = labels_.find(id);
  return label == labels_.end() ? nullptr : &by_label_.at(label->second);
}

std::vector<Entry> Entries::by_label() const {
  std::vector<Entry> entries;
  for (const auto& [label, entry] : by_label_) entries.push_back(entry);
  return entries;
}

}  // namespace vestibule::lantern
