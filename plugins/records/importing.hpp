#pragma once
// Brings in files of patients. The file is sealed and kept first; then the house itself takes it some rows at a time, each step one
// command: a row is there whole or not at all, and after a crash the rest follows. Loop thread.

#include <map>
#include <string>
#include <vector>

#include "archive.hpp"
#include "import_rows.hpp"
#include "rows.hpp"

namespace vestibule::records {

class Importer {
 public:
  explicit Importer(Archive& archive) : archive_(archive) {}

  void add_commands();
  /// Goes on with what an earlier run of the house has not finished.
  void load();

 private:
  Result<ImportBegun> begin(Act& act, const Import& request);
  Result<ImportState> step(Act& act, const ImportStep& request);
  Result<const std::vector<ImportRow>*> rows_of(const ImportRecord& record);
  /// Empty: it was registered; otherwise why not.
  Result<std::vector<std::string>> bring_in(Act& act, const ImportRow& row);
  void go_on(std::string id);

  Archive& archive_;
  std::map<std::string, std::vector<ImportRow>> rows_;  ///< of the files under way
  std::map<std::string, Timer> waiting_;
};

}  // namespace vestibule::records
