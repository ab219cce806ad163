@echo off
rem imagine: finds a JDK 17 or newer, builds the program if its sources are newer than the last build, and runs it.
rem The Windows twin of the script `imagine` beside it. `imagine --help` says what it can do.
setlocal EnableExtensions DisableDelayedExpansion
rem ONNX Runtime otherwise reports its use to its makers.
set "ORT_DISABLE_TELEMETRY=1"
set "here=%~dp0"
set "here=%here:~0,-1%"
set "remedy=Install a JDK 17 or newer (winget install EclipseAdoptium.Temurin.17.JDK, or https://adoptium.net) and set JAVA_HOME to it."

rem A JDK: JAVA_HOME, then the search path; the first that is new enough.
set "java="
set "unfit="
if defined JAVA_HOME call :consider "%JAVA_HOME%\bin\java.exe"
if not defined java for /f "delims=" %%J in ('where java 2^>nul') do if not defined java call :consider "%%J"
if defined java goto :found
if defined unfit (
  call :fail "A JDK 17 or newer is needed; found only:%unfit:~0,-1%." "%remedy%"
) else (
  call :fail "There is no Java here: neither JAVA_HOME nor the search path leads to one." "%remedy%"
)
exit /b 1

:found
if exist "%here%\lib" (
  set "lib=%here%\lib"
  goto :run
)
for %%R in ("%here%\..") do set "root=%%~fR"
set "lib=%here%\target\imagine\lib"
set "built=%here%\target\imagine\built"
call :is_out_of_date
if errorlevel 1 call :build
if errorlevel 1 exit /b 1

:run
rem Most commands are over before the second compiler of Java would pay; those that move gigabytes need it.
set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="models" set "compiler=-XX:+TieredCompilation"
if "%~1"=="bench" set "compiler=-XX:+TieredCompilation"
if "%~1"=="repl" set "compiler=-XX:+TieredCompilation"
"%java%" "%compiler%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "%lib%\*" org.imagine4j.install.Main %*
exit /b %errorlevel%

:consider
if not exist "%~1" exit /b 0
set "version="
for /f "tokens=2 delims== " %%V in ('call "%~1" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "version=%%V"
if not defined version exit /b 0
set "major=%version%"
if "%version:~0,2%"=="1." set "major=%version:~2%"
if %major% LSS 17 (
  set "unfit=%unfit% Java %version% (%~1), too old;"
  exit /b 0
)
for %%B in ("%~dp1..") do set "home=%%~fB"
if not exist "%home%\bin\javac.exe" (
  set "unfit=%unfit% Java %version% (%~1), a runtime without JShell and compiler;"
  exit /b 0
)
set "java=%~1"
set "JAVA_HOME=%home%"
exit /b 0

rem Exit code 1 if something that goes into the program is newer than the last build.
:is_out_of_date
if not exist "%built%" exit /b 1
if not exist "%lib%" exit /b 1
powershell -NoProfile -ExecutionPolicy Bypass -Command "$built = (Get-Item -LiteralPath $env:built).LastWriteTimeUtc; $sources = @(Get-Item \"$env:root\pom.xml\", \"$env:root\*\pom.xml\", \"$env:root\notebooks\*.ipynb\") + @(Get-ChildItem \"$env:root\*\src\main\" -Recurse -Force); exit [int][bool]($sources | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)"
exit /b %errorlevel%

:build
echo imagine: building (the first time this takes a minute or two) ... 1>&2
set "maven=%root%\mvnw.cmd"
call "%maven%" --version >nul 2>&1 || set "maven=mvn"
pushd "%root%"
call "%maven%" -B -ntp -q -Dquick -Dmaven.test.skip=true -pl install -am package 1>&2
set "status=%errorlevel%"
popd
if "%status%"=="0" exit /b 0
call :fail "The build failed; the reason is above." "Mend it and try again, or start afresh with: mvnw clean"
exit /b 1

:fail
echo imagine: %~1 1>&2
echo   -^> %~2 1>&2
exit /b 0
