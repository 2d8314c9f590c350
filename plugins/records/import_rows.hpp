#pragma once
// From the rows of a file to people, each with all that is wrong with it. Pure.

#include <string>
#include <string_view>
#include <vector>

#include <vestibule/records_import_wire.hpp>

namespace vestibule::records {

struct ImportRow {
  int line = 0;
  Person person;
  std::vector<std::string> faults;  ///< none: it can be registered
};

inline constexpr std::size_t most_import_rows = 5000;

/// The first row names the columns (README.md, "Import"). invalid: a column that is not known or stands twice, no name among them.
/// An identifier that stands in the file twice is a fault of the second row.
Result<std::vector<ImportRow>> read_import(std::string_view csv, Date today);

}  // namespace vestibule::records
