// Clips made by rule, and wave files.

#include <cmath>
#include <numbers>

#include "sdl.hpp"
#include "vestibule/ui/sound.hpp"
#include "wave_header.hpp"

namespace vestibule::ui {

namespace {

std::size_t samples_in(Duration length) { return static_cast<std::size_t>(length.count()) * sample_rate / 1000; }

/// A struck bar: three partials that die away, the higher ones sooner. Added to what is there.
void strike(std::vector<double>& sound, Duration at, double hertz, Duration length, double loudness) {
  const std::size_t first = samples_in(at), count = samples_in(length);
  if (sound.size() < first + count) sound.resize(first + count, 0);
  constexpr double partials[][2] = {{1, 1}, {2, 0.35}, {3.01, 0.12}};  // of the frequency; loudness
  for (std::size_t i = 0; i < count; ++i) {
    const double time = static_cast<double>(i) / sample_rate;
    const double end = std::min(1.0, static_cast<double>(count - i) / 500), begin = std::min(1.0, static_cast<double>(i) / 60);
    for (const auto& [multiple, share] : partials)
      sound[first + i] += loudness * share * begin * end * std::exp(-3.5 * multiple * time) * std::sin(2 * std::numbers::pi * hertz * multiple * time);
  }
}

ClipPtr made(const std::vector<double>& sound) {
  auto clip = std::make_shared<Clip>();
  clip->samples.reserve(sound.size());
  for (const double sample : sound) clip->samples.push_back(static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0, 1.0) * 32'000)));
  return clip;
}

}  // namespace

ClipPtr chime() {
  std::vector<double> sound;
  strike(sound, Duration{0}, 784, Duration{900}, 0.5);   // G5
  strike(sound, Duration{350}, 622.3, Duration{1000}, 0.5);  // E flat 5
  return made(sound);
}

ClipPtr attention() {
  std::vector<double> sound;
  for (int i = 0; i < 3; ++i) strike(sound, Duration{i * 220}, 988, Duration{180}, 0.5);
  return made(sound);
}

ClipPtr silence(Duration length) {
  auto clip = std::make_shared<Clip>();
  clip->samples.assign(samples_in(length), 0);
  return clip;
}

Result<> write_wave(const Clip& clip, const std::filesystem::path& file) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  write_wave_header(stream, clip.samples.size());
  stream.write(reinterpret_cast<const char*>(clip.samples.data()), static_cast<std::streamsize>(clip.samples.size() * sizeof(std::int16_t)));
  stream.close();
  if (!stream) return fail(Code::unavailable, "cannot write {}", file.string());
  return {};
}

Result<Clip> read_wave(const std::filesystem::path& file) {
  SDL_AudioSpec spec{};
  Uint8* bytes = nullptr;
  Uint32 length = 0;
  if (!SDL_LoadWAV(file.c_str(), &spec, &bytes, &length)) return fail(Code::invalid, "{} is no wave file that can be played: {}", file.string(), SDL_GetError());
  const std::unique_ptr<Uint8, decltype(&SDL_FreeWAV)> held(bytes, SDL_FreeWAV);
  const std::unique_ptr<SDL_AudioStream, decltype(&SDL_FreeAudioStream)> stream(
      SDL_NewAudioStream(spec.format, spec.channels, spec.freq, AUDIO_S16SYS, 1, sample_rate), SDL_FreeAudioStream);
  if (!stream || SDL_AudioStreamPut(stream.get(), bytes, static_cast<int>(length)) != 0 || SDL_AudioStreamFlush(stream.get()) != 0)
    return fail(Code::invalid, "{} cannot be brought to {} samples a second: {}", file.string(), sample_rate, SDL_GetError());
  Clip clip;
  clip.samples.resize(static_cast<std::size_t>(SDL_AudioStreamAvailable(stream.get())) / sizeof(std::int16_t));
  SDL_AudioStreamGet(stream.get(), clip.samples.data(), static_cast<int>(clip.samples.size() * sizeof(std::int16_t)));
  return clip;
}

}  // namespace vestibule::ui
