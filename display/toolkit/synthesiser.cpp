#include "synthesiser.hpp"

#include <espeak-ng/speak_lib.h>

#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>

#include "pronunciation.hpp"
#include "sdl.hpp"

namespace vestibule::ui {

namespace {

/// The functions used, by espeak-ng's own declarations.
struct Library {
  std::string file;
  void* handle = nullptr;
  decltype(&espeak_Initialize) initialize = nullptr;
  decltype(&espeak_SetVoiceByName) set_voice = nullptr;
  decltype(&espeak_SetSynthCallback) set_callback = nullptr;
  decltype(&espeak_SetParameter) set_parameter = nullptr;
  decltype(&espeak_Synth) synth = nullptr;
  decltype(&espeak_ListVoices) list_voices = nullptr;

  template <class Function>
  bool find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(SDL_LoadFunction(handle, name));
    return function != nullptr;
  }
  bool load(const std::string& name) {
    file = name;
    handle = SDL_LoadObject(file.c_str());
    return handle && find(initialize, "espeak_Initialize") && find(set_voice, "espeak_SetVoiceByName") && find(set_callback, "espeak_SetSynthCallback") &&
           find(set_parameter, "espeak_SetParameter") && find(synth, "espeak_Synth") && find(list_voices, "espeak_ListVoices");
  }
};

std::string_view root_of(std::string_view language) { return language.substr(0, language.find('-')); }

/// The name espeak-ng has for it. Debian's Mandarin voice reads characters as if their pinyin were English; the one for
/// pinyin reads both well.
std::string voice_name(std::string_view language) {
  const std::string_view root = root_of(language);
  if (root == "zh" || root == "cmn") return "cmn-latn-pinyin";
  std::string name(language);
  for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return name;
}

/// Called by espeak-ng with the next samples, while we wait in espeak_Synth.
int take_samples(short* samples, int count, espeak_EVENT* events) {
  if (samples && count > 0 && events) {
    auto& clip = *static_cast<Clip*>(events->user_data);
    clip.samples.insert(clip.samples.end(), samples, samples + count);
  }
  return 0;
}

/// espeak-ng ends each sentence with most of a second of silence; the pauses between are ours to choose.
void trim(Clip& clip) {
  const auto loud = [](std::int16_t sample) { return std::abs(sample) > 150; };
  auto& samples = clip.samples;
  samples.erase(std::find_if(samples.rbegin(), samples.rend(), loud).base(), samples.end());
  samples.erase(samples.begin(), std::find_if(samples.begin(), samples.end(), loud));
  samples.shrink_to_fit();
}

class Espeak final : public Synthesiser {
 public:
  explicit Espeak(Library library, int words_per_minute) : library_(library), pronunciations_(Pronunciations::find()) {
    library_.set_callback(take_samples);
    library_.set_parameter(espeakRATE, words_per_minute, 0);
    library_.set_parameter(espeakVOLUME, 100, 0);
  }

  Result<Clip> speak(const std::string& language, const std::string& text) override {
    if (!choose(voice_name(language)) && !choose(std::string(root_of(language))))
      return fail(Code::not_found, "espeak-ng has no voice for the language '{}'", language);
    const std::string said = pronunciations_.apply(root_of(language), text);
    Clip clip;
    const auto done = library_.synth(said.c_str(), said.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES, nullptr, &clip);
    if (done != EE_OK) return fail(Code::unavailable, "espeak-ng could not say a text in the language '{}'", language);
    trim(clip);
    return clip;
  }

 private:
  /// Only a voice that says of itself that it speaks this language: asked for one it does not have, espeak-ng keeps another.
  bool choose(const std::string& name) {
    if (name == chosen_) return true;
    if (!known(name) || library_.set_voice(name.c_str()) != EE_OK) return false;
    chosen_ = name;
    return true;
  }
  bool known(const std::string& name) {
    const auto found = known_.find(name);
    return found != known_.end() ? found->second : (known_[name] = listed(name));
  }
  bool listed(const std::string& name) const {
    espeak_VOICE wanted{};
    wanted.languages = name.c_str();
    const espeak_VOICE** voices = library_.list_voices(&wanted);
    for (; voices && *voices; ++voices)
      for (const char* language = (*voices)->languages; *language != 0; language += 1 + std::string_view(language + 1).size() + 1)
        if (root_of(language + 1) == root_of(name)) return true;  // each: a priority, then the language's name
    return false;
  }

  Library library_;
  Pronunciations pronunciations_;
  std::map<std::string, bool> known_;
  std::string chosen_;
};

/// Loaded and started once in a process, and never ended: espeak_Terminate (1.51) waits for a thread that now and then sleeps
/// through the call, and the program would never end either.
Result<Library> started(const std::string& file) {
  static std::mutex guard;
  static std::optional<Library> kept;
  const std::lock_guard lock(guard);
  if (kept && kept->file == file) return *kept;
  Library library;
  if (!library.load(file)) return fail(Code::unavailable, "espeak-ng is not installed: {}", SDL_GetError());
  const int rate = library.initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
  if (rate != sample_rate) return fail(Code::unavailable, "espeak-ng does not start: its data (package espeak-ng-data) is missing or of another version");
  return *(kept = library);
}

}  // namespace

Result<std::unique_ptr<Synthesiser>> Synthesiser::open(const std::string& library, int words_per_minute) {
  VESTIBULE_TRY(const auto functions, started(library));
  return std::make_unique<Espeak>(functions, words_per_minute);
}

}  // namespace vestibule::ui
