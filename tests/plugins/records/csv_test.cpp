// Files of patients as hospitals have them.

#include <doctest/doctest.h>

#include "csv.hpp"
#include "import_rows.hpp"
#include "people.hpp"

using namespace vestibule;
using namespace vestibule::records;
using Cells = std::vector<std::string>;

TEST_CASE("quotes, line ends, separators and the mark of UTF-8 are read as they come") {
  const auto rows = read_csv("\xef\xbb\xbf" "a; b ;c\r\n\"x;\"\"1\"\"\nz\";;\"\"\r\n\r\n1;2;3", 10);
  REQUIRE(rows);
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[0].cells == Cells{"a", "b", "c"});
  CHECK((*rows)[1].cells == Cells{"x;\"1\"\nz", "", ""});
  CHECK((*rows)[1].line == 2);
  CHECK((*rows)[2].cells == Cells{"1", "2", "3"});
  CHECK((*rows)[2].line == 5);
  CHECK(read_csv("a\tb,c", 10)->at(0).cells == Cells{"a\tb", "c"});
}

TEST_CASE("a file that cannot be right is refused with its line") {
  CHECK(read_csv("a,b\n\"open,2\n3", 10).error().message == "line 2: a quote is opened and never closed");
  CHECK(read_csv("a\xff", 10).error().code == Code::invalid);
  CHECK(read_csv("1\n2\n3\n", 2).error().code == Code::invalid);
}

TEST_CASE("what is written is read again, and no cell is a formula") {
  std::string text;
  write_csv(text, {"a,b", "say \"hi\"", "=1+1", "", "-5"});
  CHECK(text == "\"a,b\",\"say \"\"hi\"\"\",'=1+1,,'-5\r\n");
  CHECK(read_csv(text, 5)->at(0).cells == Cells{"a,b", "say \"hi\"", "'=1+1", "", "'-5"});
}

TEST_CASE("rows become people, each with its faults") {
  const auto rows = read_import("Family name,Given name,Birth date,Sex,Identifier,Mobile,Country\n"
                                "García,Ana,1980-02-01,F,123-A,600 11 22 33,ES\n"
                                ",,1980-13-01,blue,,x@,Spain\n"
                                "王,小明,2001-05-06,m,123A,,\n"
                                "Short\n"
                                "Too,many,1990-01-01,f,999,600112233,ES,more\n",
                                sample::today);
  REQUIRE_MESSAGE(rows, rows.error().message);
  REQUIRE(rows->size() == 5);
  CHECK((*rows)[0].faults.empty());
  CHECK((*rows)[0].person.identifiers[0].kind == "national");
  CHECK((*rows)[1].faults.size() == 5);
  CHECK((*rows)[1].line == 3);
  CHECK((*rows)[2].faults == Cells{"the same identifier stands in line 2"});
  CHECK((*rows)[3].faults.empty());
  CHECK((*rows)[4].faults.size() == 1);
}

TEST_CASE("a head that is not understood is refused, and not repeated") {
  const auto secret = read_import("SECRET,García\n1,2\n", sample::today);
  CHECK(secret.error().code == Code::invalid);
  CHECK(secret.error().message.find("SECRET") == std::string::npos);
  CHECK_FALSE(read_import("family_name,family_name\n1,2\n", sample::today));
  CHECK_FALSE(read_import("phone\n1\n", sample::today));
  CHECK_FALSE(read_import("", sample::today));
}

TEST_CASE("whatever stands in a file, it is refused in words or read, and what was read is written and read the same") {
  const std::vector<std::string> pieces{"\"", "\"\"", ",", ";", "\t", "\n", "\r\n", " ", "a", "é", "王", "=", "'", "family_name", "\xff", "1980-02-01"};
  std::uint64_t state = 1;
  const auto next = [&state](std::size_t bound) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % bound;
  };
  int read_whole = 0;
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (std::size_t i = next(30); i > 0; --i) text += pieces[next(round % 2 ? pieces.size() : pieces.size() - 2)];
    static_cast<void>(read_import(text, sample::today));
    const auto rows = read_csv(text, 100);
    if (!rows) {
      CHECK_FALSE(rows.error().message.empty());
      continue;
    }
    std::string again;
    write_csv(again, {"first,line"});  // says which separator it is
    for (const auto& row : *rows) write_csv(again, row.cells);
    const auto reread = read_csv(again, 101);
    REQUIRE(reread);
    REQUIRE(reread->size() == rows->size() + 1);
    for (std::size_t i = 0; i < rows->size(); ++i)
      for (std::size_t k = 0; k < (*rows)[i].cells.size(); ++k) {
        const auto &was = (*rows)[i].cells[k], &is = (*reread)[i + 1].cells[k];
        CHECK((is == was || is == "'" + was));
      }
    ++read_whole;
  }
  CHECK(read_whole > 500);
}
