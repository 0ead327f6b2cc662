package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// OctopusError has the vendor's code, or says what is wrong with the secret. It never contains a pair or a token.
type OctopusError struct {
	Code       string
	Status     int
	RetryAfter time.Duration
}

func (e *OctopusError) Error() string { return e.Code }

func refusalIn(err error) (refusal *OctopusError) {
	errors.As(err, &refusal)
	return refusal
}

// A redirect would send the pair or a token to another host.
var httpClient = &http.Client{
	Timeout:       30 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func send(request *http.Request, answer any) error {
	response, err := httpClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusOK {
		if json.NewDecoder(response.Body).Decode(answer) != nil {
			return &OctopusError{Code: "UNEXPECTED_ANSWER", RetryAfter: pauseAfterRefusal}
		}
		return nil
	}
	refusal := &OctopusError{Status: response.StatusCode, RetryAfter: pauseAfterRefusal}
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && seconds > 0 {
		refusal.RetryAfter = time.Duration(seconds) * time.Second
	}
	var envelope struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	_ = json.NewDecoder(response.Body).Decode(&envelope)
	if refusal.Code = envelope.Error.Code; refusal.Code == "" {
		refusal.Code = fmt.Sprintf("HTTP_%d", response.StatusCode)
	}
	return refusal
}
