#pragma once
// The 44 bytes before the samples of a wave file. Private to the toolkit.

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>

#include "vestibule/ui/sound.hpp"

namespace vestibule::ui {

static_assert(std::endian::native == std::endian::little, "wave files are little-endian, and so are all machines of Debian's that we build for");

inline void write_wave_header(std::ostream& stream, std::size_t samples) {
  const auto bytes = static_cast<std::uint32_t>(samples * sizeof(std::int16_t));
  const auto number = [&](auto value) {
    std::array<char, sizeof value> raw;
    std::memcpy(raw.data(), &value, sizeof value);
    stream.write(raw.data(), raw.size());
  };
  stream.write("RIFF", 4);
  number(bytes + 36);
  stream.write("WAVEfmt ", 8);
  number(std::uint32_t{16});
  number(std::uint16_t{1});  // PCM
  number(std::uint16_t{1});  // one channel
  number(std::uint32_t{sample_rate});
  number(std::uint32_t{sample_rate * sizeof(std::int16_t)});
  number(std::uint16_t{sizeof(std::int16_t)});
  number(std::uint16_t{16});
  stream.write("data", 4);
  number(bytes);
}

}  // namespace vestibule::ui
