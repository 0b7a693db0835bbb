@echo off
rem Starts Espalier on a JDK 25 or newer.
setlocal
set "APP_HOME=%~dp0.."
set "FOUND="
call :try "%ESPALIER_JAVA_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*") do call :try "%%~d"
if not defined FOUND (
    echo Espalier needs Java 25 or newer and found none: install a JDK 25 ^(https://adoptium.net^), or set ESPALIER_JAVA_HOME to its folder. 1>&2
    exit /b 1
)
rem ESPALIER_ARCHIVE: the build makes the archive of classes from which the window starts on this Java.
set "ARCHIVED=%APP_HOME%\archive"
if not defined ESPALIER_HEAP set "ESPALIER_HEAP=2g"
set START="%FOUND%\bin\java.exe" @espalier.jvm@ -Xmx%ESPALIER_HEAP% "-Despalier.home=%APP_HOME%" -Xlog:cds=off -Xlog:aot=off
set MAIN=-cp "%APP_HOME%\lib\@project.build.finalName@.jar" org.espalier.Main
if defined ESPALIER_ARCHIVE (
    if not exist "%ARCHIVED%" mkdir "%ARCHIVED%"
    copy /y "%FOUND%\release" "%ARCHIVED%" >nul
    %START% -XX:TieredStopAtLevel=1 "-XX:AOTCacheOutput=%ARCHIVED%\window.aot" -Dglass.platform=Headless -Dprism.order=sw %MAIN% gui --time
    exit /b
)
rem The window computes little, so that the quick compiler is enough: its jobs have processes of their own.
set "WINDOW="
if "%~1"=="" set "WINDOW=-XX:TieredStopAtLevel=1"
if "%~1"=="gui" set "WINDOW=-XX:TieredStopAtLevel=1"
if defined WINDOW fc /b "%FOUND%\release" "%ARCHIVED%\release" >nul 2>&1 && set WINDOW=%WINDOW% "-XX:AOTCache=%ARCHIVED%\window.aot"
%START% %WINDOW% %MAIN% %*
exit /b %ERRORLEVEL%

:try
if defined FOUND exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>&1 && set "FOUND=%~1"
exit /b 0
