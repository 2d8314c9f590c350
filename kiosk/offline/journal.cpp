#include "journal.hpp"

#include <fmt/format.h>

#include <boost/crc.hpp>
#include <charconv>
#include <cstdint>
#include <optional>

namespace vestibule::kiosk {
namespace {

constexpr std::size_t head = 18;  // two numbers, two spaces
constexpr std::size_t longest = 1 << 20;

std::uint32_t checksum(std::string_view text) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;  // CRC-32C
  crc.process_bytes(text.data(), text.size());
  return crc.checksum();
}

/// Of eight digits. Small letters only: every record has one spelling.
std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  if (digits.find_first_not_of("0123456789abcdef") != digits.npos) return std::nullopt;
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

/// The text of the record that begins here, if there is a whole one.
std::optional<std::string_view> record_at(std::string_view bytes) {
  if (bytes.size() <= head || bytes[8] != ' ' || bytes[17] != ' ') return std::nullopt;
  const auto length = hexadecimal(bytes.substr(0, 8)), sum = hexadecimal(bytes.substr(9, 8));
  if (!length || !sum || *length > longest || bytes.size() < head + *length + 1 || bytes[head + *length] != '\n') return std::nullopt;
  const auto text = bytes.substr(head, *length);
  return checksum(text) == *sum ? std::optional{text} : std::nullopt;
}

}  // namespace

std::string framed(std::string_view text) { return fmt::format("{:08x} {:08x} {}\n", text.size(), checksum(text), text); }

Reading read_journal(std::string_view bytes) {
  Reading reading;
  bool bad = false;
  while (!bytes.empty()) {
    if (const auto text = record_at(bytes)) {
      if (std::exchange(bad, false)) ++reading.garbled;
      reading.records.emplace_back(*text);
      bytes.remove_prefix(head + text->size() + 1);
      continue;
    }
    bad = true;
    const auto line_break = bytes.find('\n');
    bytes.remove_prefix(line_break == bytes.npos ? bytes.size() : line_break + 1);
  }
  reading.torn = bad;
  return reading;
}

}  // namespace vestibule::kiosk
