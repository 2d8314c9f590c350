#pragma once
// Tables as text: RFC 4180 with comma, semicolon or tab, whichever the first line has most of. Pure.

#include <string>
#include <string_view>
#include <vector>

#include <vestibule/result.hpp>

namespace vestibule::records {

struct CsvRow {
  int line = 0;                    ///< of the file, where the row begins, from 1
  std::vector<std::string> cells;  ///< without quotes and blanks around them
};

/// All rows that are not empty. invalid: a quote that never ends, no UTF-8, more than `most` rows.
Result<std::vector<CsvRow>> read_csv(std::string_view text, std::size_t most);

/// One row, quoted where needed. A cell that a spreadsheet would take for a formula is led by an apostrophe.
void write_csv(std::string& out, const std::vector<std::string>& cells);

}  // namespace vestibule::records
