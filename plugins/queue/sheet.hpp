#pragma once
// Paper: bars and tables on A4 pages as a PDF, in any script, from either side. It knows nothing of queues.

#include <optional>
#include <string>
#include <vector>

#include <vestibule/instant.hpp>

namespace vestibule::queue {

struct Bar {
  std::string name;
  int whole = 0;
  int part = 0;  ///< of the whole
};

struct Bars {
  std::string title, whole, part;  ///< what the picture shows, and what whole and part are called
  std::vector<Bar> bars;           ///< none: no picture
};

struct SheetTable {
  std::string title;  ///< empty: it belongs to what stands above
  std::vector<std::string> heads;
  std::vector<int> shares;  ///< how wide each column is, beside the others
  std::vector<std::vector<std::string>> rows;
  std::string note;         ///< below the table, or in its place; empty: none
};

struct Sheet {
  std::string language;  ///< chooses among the shapes of one character
  bool right_to_left = false;
  std::string title;
  std::vector<std::string> lines;  ///< below the title
  Bars bars;
  std::vector<SheetTable> tables;
  std::string page;  ///< "Page {page} of {pages}"
  Instant made{};
};

/// The bytes of the file. Any thread.
std::string pdf_of(const Sheet& sheet);

}  // namespace vestibule::queue
