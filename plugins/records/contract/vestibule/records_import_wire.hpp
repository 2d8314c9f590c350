#pragma once
// Bringing in a file of patients: a preview that changes nothing, then the import, row by row.

#include <vestibule/records_wire.hpp>

namespace vestibule::records {

// ---- query records.import_preview

struct ImportPreviewAsked {
  Text csv;  ///< UTF-8, the first row names the columns
};
BOOST_DESCRIBE_STRUCT(ImportPreviewAsked, (), (csv))

struct ImportRowFault {
  int line = 0;  ///< of the file
  std::vector<std::string> faults;
};
BOOST_DESCRIBE_STRUCT(ImportRowFault, (), (line, faults))

struct ImportRowDuplicates {
  int line = 0;
  std::vector<Likeness> likely;
};
BOOST_DESCRIBE_STRUCT(ImportRowDuplicates, (), (line, likely))

struct ImportPreview {
  int rows = 0, faultless = 0;
  std::vector<ImportRowFault> faults;
  std::vector<ImportRowDuplicates> duplicates;  ///< faultless rows that may be known already
  std::vector<Person> first;                    ///< how the first five rows were understood
};
BOOST_DESCRIBE_STRUCT(ImportPreview, (), (rows, faultless, faults, duplicates, first))

// ---- command records.import: the same file again goes on where it stood, and brings nobody in twice

struct Import {
  Text csv;
  bool only_faultless = false;  ///< false: nothing at all if any row has a fault
};
BOOST_DESCRIBE_STRUCT(Import, (), (csv, only_faultless))

struct ImportBegun {
  std::string import;
  int rows = 0, faultless = 0;
  std::vector<ImportRowFault> faults;
};
BOOST_DESCRIBE_STRUCT(ImportBegun, (), (import, rows, faultless, faults))

// ---- command records.import_step: the house itself takes the next rows

struct ImportStep {
  std::string import;
};
BOOST_DESCRIBE_STRUCT(ImportStep, (), (import))

// ---- query records.import_state

struct ImportStateAsked {
  std::string import;
};
BOOST_DESCRIBE_STRUCT(ImportStateAsked, (), (import))

struct ImportState {
  std::string import;
  bool finished = false;
  int rows = 0, done = 0, imported = 0, refused = 0;  ///< `done` = imported + refused
  std::vector<ImportRowFault> faults;
};
BOOST_DESCRIBE_STRUCT(ImportState, (), (import, finished, rows, done, imported, refused, faults))

}  // namespace vestibule::records
