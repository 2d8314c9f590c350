#include "csv.hpp"

#include <unicode/ustring.h>

#include <algorithm>

namespace vestibule::records {
namespace {

bool is_utf8(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  int length = 0;
  u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<int>(text.size()), &error);
  return error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error);
}

char separator_of(std::string_view text) {
  const auto first = text.substr(0, text.find('\n'));
  const auto count = [&](char c) { return std::count(first.begin(), first.end(), c); };
  char best = ',';
  for (const char c : {';', '\t'})
    if (count(c) > count(best)) best = c;
  return best;
}

std::string trimmed(const std::string& cell) {
  const auto from = cell.find_first_not_of(" \t");
  return from == cell.npos ? "" : cell.substr(from, cell.find_last_not_of(" \t") - from + 1);
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t most) : text_(text), most_(most), separator_(separator_of(text)) {}

  Result<std::vector<CsvRow>> read() {
    for (at_ = 0; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quoted_) in_quotes(c);
      else if (c == '"' && trimmed(cell_).empty()) quoted_ = true, was_quoted_ = true, cell_.clear(), quote_line_ = line_;
      else if (c == separator_) end_cell();
      else if (c == '\n') VESTIBULE_CHECK(end_row());
      else if (c != '\r') cell_ += c;
      if (c == '\n') ++line_;
    }
    if (quoted_) return fail(Code::invalid, "line {}: a quote is opened and never closed", quote_line_);
    VESTIBULE_CHECK(end_row());
    return std::move(rows_);
  }

 private:
  void in_quotes(char c) {
    if (c != '"') {
      cell_ += c;
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      cell_ += '"';
      ++at_;
    } else {
      quoted_ = false;
    }
  }
  void end_cell() {
    row_.cells.push_back(was_quoted_ ? cell_ : trimmed(cell_));
    cell_.clear();
    was_quoted_ = false;
  }
  Result<> end_row() {
    end_cell();
    row_.line = begun_;
    begun_ = line_ + 1;
    const bool empty = std::all_of(row_.cells.begin(), row_.cells.end(), [](const auto& cell) { return cell.empty(); });
    if (!empty) rows_.push_back(std::move(row_));
    row_ = {};
    if (rows_.size() > most_) return fail(Code::invalid, "line {}: more than {} rows; cut the file into parts", line_, most_);
    return {};
  }

  std::string_view text_;
  std::size_t most_, at_ = 0;
  char separator_;
  bool quoted_ = false, was_quoted_ = false;
  int line_ = 1, begun_ = 1, quote_line_ = 1;
  std::string cell_;
  CsvRow row_;
  std::vector<CsvRow> rows_;
};

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view text, std::size_t most) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (!is_utf8(text)) return fail(Code::invalid, "the file is no UTF-8 text: save it again as CSV UTF-8");
  return Reader(text, most).read();
}

void write_csv(std::string& out, const std::vector<std::string>& cells) {
  bool first = true;
  for (std::string cell : cells) {
    if (!first) out += ',';
    first = false;
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) cell.insert(cell.begin(), '\'');
    const bool blank_end = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ' || cell.back() == '\t');
    if (!blank_end && cell.find_first_of(",;\"\r\n") == cell.npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace vestibule::records
