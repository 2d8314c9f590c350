#pragma once
// The messages of lantern that leave the process. Fields are only ever added, and only as std::optional.

#include <cstdint>
#include <string>
#include <vector>

#include <vestibule/id.hpp>
#include <vestibule/instant.hpp>
#include <vestibule/json.hpp>

namespace vestibule::lantern {

struct Entry;
using EntryId = Id<Entry>;

// ---- command lantern.add

struct Add {
  std::string label;
};
BOOST_DESCRIBE_STRUCT(Add, (), (label))

struct Added {
  EntryId entry;
};
BOOST_DESCRIBE_STRUCT(Added, (), (entry))

// ---- query lantern.list

struct ListAsked {};
BOOST_DESCRIBE_STRUCT(ListAsked, (), ())

struct Listed {
  EntryId entry;
  std::string label;
  Instant since{};
};
BOOST_DESCRIBE_STRUCT(Listed, (), (entry, label, since))

struct List {
  std::vector<Listed> entries;
};
BOOST_DESCRIBE_STRUCT(List, (), (entries))

// ---- retained state lantern/entries

struct EntriesState {
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(EntriesState, (), (count))

}  // namespace vestibule::lantern
